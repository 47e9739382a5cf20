import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { ServiceClaimState } from '../generated/graphql';

/** Tells what somebody does, so row-level security keeps it to those concerned. */
@Entity('service_claim')
export class ServiceClaim {
  readonly __typename = 'ServiceClaim';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: ServiceClaimState;
  @Column('uuid') itemId!: string;
  @Column('uuid') registrationId!: string;
  @Column('uuid') personId!: string;
  /** Who sent them, as it was then. */
  @Column('uuid', { nullable: true }) unitId!: string | null;
  @Column('uuid') areaId!: string;
  @Column('date') claimedOn!: string;
}

/** One day on which somebody took part. What it is of stands in its claim. */
@Entity('service_participation')
export class ServiceParticipation {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') claimId!: string;
  @Column('uuid') personId!: string;
  @Column('uuid', { nullable: true }) unitId!: string | null;
  @Column('uuid') areaId!: string;
  @Column('date') day!: string;
  @Column('double precision') hours!: number;
}
