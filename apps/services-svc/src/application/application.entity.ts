import type { TimeLimit } from '@jinlin/calendar';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { ApplicationOutcome, ConsentProof, ServiceApplicationState } from '../generated/graphql';

/** A time in which the clock stood still, as it is kept. */
export interface KeptPause {
  from: string;
  until: string | null;
}

@Entity('service_application')
export class ServiceApplication {
  readonly __typename = 'ServiceApplication';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column('text') reference!: string;
  @Column('text') service!: string;
  @Column('text') state!: ServiceApplicationState;

  @Column('text') maskedName!: string;
  @Column('text', { nullable: true }) maskedPhone!: string | null;
  @Column('bytea') sealedName!: Buffer;
  @Column('bytea', { nullable: true }) sealedPhone!: Buffer | null;
  @Column('uuid', { nullable: true }) personId!: string | null;

  @Column('text', { nullable: true }) maskedAgent!: string | null;
  @Column('bytea', { nullable: true }) sealedAgent!: Buffer | null;
  @Column('text', { nullable: true }) consent!: ConsentProof | null;
  @Column('text', { nullable: true }) consentReference!: string | null;
  @Column('date', { nullable: true }) consentedOn!: string | null;

  @Column('text', { array: true }) materials!: string[];
  @Column('uuid', { nullable: true }) unitId!: string | null;

  @Column('timestamptz') receivedAt!: Date;
  @Column('jsonb') timeLimit!: TimeLimit;
  @Column('jsonb') pauses!: KeptPause[];
  /** Follows from the limit and the pauses; kept because desks ask for what is overdue. Null while the clock stands. */
  @Column('timestamptz', { nullable: true }) dueAt!: Date | null;
  @Column('text') ruleVersion!: string;
  @Column('timestamptz', { nullable: true }) decidedAt!: Date | null;
  @Column('text', { nullable: true }) outcome!: ApplicationOutcome | null;
  @Column('int', { nullable: true }) rating!: number | null;

  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('uuid') communityId!: string;
}
