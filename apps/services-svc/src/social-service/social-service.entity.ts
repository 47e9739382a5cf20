import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { SocialServiceField, SocialServiceState } from '../generated/graphql';

@Entity('social_service')
export class SocialService {
  readonly __typename = 'SocialService';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column('text') title!: string;
  @Column('text') field!: SocialServiceField;
  @Column('text') state!: SocialServiceState;
  @Column('uuid') organisationId!: string;
  @Column('date') startedOn!: string;
  @Column('date', { nullable: true }) endedOn!: string | null;

  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('uuid', { nullable: true }) communityId!: string | null;
}

/** Whom a service reached in one month. */
@Entity('social_service_report')
export class SocialServiceReport {
  @PrimaryColumn('uuid') serviceId!: string;
  @PrimaryColumn('date') month!: string;
  @Column('int') newBeneficiaries!: number;
  @Column('int') personTimes!: number;
}
