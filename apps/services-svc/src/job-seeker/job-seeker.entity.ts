import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { JobReferralSide, JobReferralState, JobSchooling, JobSeekerState } from '../generated/graphql';

@Entity('job_seeker')
export class JobSeeker {
  readonly __typename = 'JobSeeker';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column('text') state!: JobSeekerState;
  @Column('text') maskedName!: string;
  @Column('text', { nullable: true }) maskedPhone!: string | null;
  @Column('bytea') sealedName!: Buffer;
  @Column('bytea', { nullable: true }) sealedPhone!: Buffer | null;
  @Column('uuid', { nullable: true }) personId!: string | null;
  @Column('uuid', { nullable: true }) familyId!: string | null;

  @Column('text', { array: true }) occupations!: string[];
  @Column('text', { array: true }) skills!: string[];
  @Column('text') schooling!: JobSchooling;
  /** In fen a month. */
  @Column('bigint', { nullable: true }) leastWage!: number | null;
  @Column('date') registeredOn!: string;

  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('uuid') communityId!: string;
}

/** Bears person and place of its seeker, so that whoever may read the one may read the other. */
@Entity('job_referral')
export class JobReferral {
  readonly __typename = 'JobReferral';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: JobReferralState;
  @Column('uuid') seekerId!: string;
  @Column('uuid') postingId!: string;
  @Column('timestamptz') referredAt!: Date;
  @Column('text', { nullable: true }) declinedBy!: JobReferralSide | null;

  @Column('uuid', { nullable: true }) personId!: string | null;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
}
