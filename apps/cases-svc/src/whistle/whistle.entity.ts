import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type {
  CommandTier,
  ResponseGrade,
  WhistleOrigin,
  WhistleOutcome,
  WhistleState,
} from '../generated/graphql';

@Entity('whistle')
export class Whistle {
  readonly __typename = 'Whistle';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column('text') state!: WhistleState;

  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('text') origin!: WhistleOrigin;

  @Column('text') reason!: string;
  @Column('text') grade!: ResponseGrade;
  @Column('text', { default: 'COMMUNITY' }) tier!: CommandTier;
  @Column('text') ruleVersion!: string;
  @Column('text') matter!: string;
  @Column('uuid', { nullable: true }) caseId!: string | null;

  @Column('uuid') leadUnitId!: string;
  /** The lead and all that assist. The database lets these units see the row. */
  @Column('uuid', { array: true }) summonedUnitIds!: string[];

  @Column('text', { nullable: true }) outcome!: WhistleOutcome | null;
  @Column('int', { nullable: true }) score!: number | null;
  @Column('text', { nullable: true }) remark!: string | null;

  @Column('timestamptz') blownAt!: Date;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) appraisedAt!: Date | null;
}
