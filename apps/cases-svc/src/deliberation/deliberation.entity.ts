import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { DeliberationState } from '../generated/graphql';

/** A time in which a dispute was with mediation; it still is while `until` is null. */
export interface DisputeSpan {
  from: string;
  until: string | null;
}

@Entity('deliberation')
export class Deliberation {
  readonly __typename = 'Deliberation';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column('text') state!: DeliberationState;
  /** A procedure of the locality's profile. */
  @Column('text') procedure!: string;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('text') title!: string;
  @Column('text') proposal!: string;
  @Column('text', { nullable: true }) category!: string | null;
  @Column('uuid', { nullable: true }) caseId!: string | null;

  /** From the first disclosure on, everybody sees the row. */
  @Column('timestamptz', { nullable: true }) disclosedAt!: Date | null;
  /** What was disclosed last; without an end while a dispute is with mediation. */
  @Column('timestamptz', { nullable: true }) hangsFrom!: Date | null;
  @Column('timestamptz', { nullable: true }) hangsUntil!: Date | null;
  @Column('boolean') isProvisional!: boolean;

  @Column('jsonb') disputes!: DisputeSpan[];
  @Column('boolean') isInDispute!: boolean;

  @Column('text', { nullable: true }) result!: string | null;
  @Column('int', { nullable: true }) ratingCount!: number | null;
  @Column('float8', { nullable: true }) ratingAverage!: number | null;
  @Column('int', { nullable: true }) organisationScore!: number | null;
  @Column('text', { nullable: true }) organisationRemark!: string | null;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('text') ruleVersion!: string;
  @Column('timestamptz') proposedAt!: Date;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
}

/** What one resident thinks of a deliberation. Rows are shown to those whose area holds the place, and to the person. */
@Entity('deliberation_rating')
export class DeliberationRating {
  @PrimaryColumn('uuid') deliberationId!: string;
  @PrimaryColumn('uuid') personId!: string;
  @Column('int') score!: number;
}
