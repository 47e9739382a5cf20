import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { CommandTier, SummonsState } from '../generated/graphql';

@Entity('summons')
export class Summons {
  readonly __typename = 'Summons';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') whistleId!: string;
  @Column('uuid') unitId!: string;
  @Column('text') state!: SummonsState;

  /** What it is to do. */
  @Column('text', { nullable: true }) task!: string | null;
  /** Who has been told of its silence, and when the next tier will be. */
  @Column('text', { default: 'COMMUNITY' }) tier!: CommandTier;
  @Column('timestamptz', { nullable: true }) escalateAt!: Date | null;
  @Column('timestamptz', { nullable: true }) escalatedAt!: Date | null;

  @Column('timestamptz') notifiedAt!: Date;
  @Column('timestamptz') acknowledgeDueAt!: Date;
  @Column('timestamptz', { nullable: true }) acknowledgedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) arriveDueAt!: Date | null;
  @Column('timestamptz', { nullable: true }) arrivedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) actingSince!: Date | null;
  @Column('timestamptz') disposeDueAt!: Date;
  @Column('timestamptz', { nullable: true }) finishedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) stoodDownAt!: Date | null;
  @Column('boolean') isProvisional!: boolean;
  @Column('text', { nullable: true }) result!: string | null;
}
