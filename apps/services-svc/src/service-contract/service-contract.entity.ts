import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { ServiceContractField, ServiceContractState, ServiceOrderState } from '../generated/graphql';

/** Amounts are in fen; the database holds paid ≤ accepted ≤ committed ≤ amount. */
@Entity('service_contract')
export class ServiceContract {
  readonly __typename = 'ServiceContract';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column('text') title!: string;
  @Column('text') field!: ServiceContractField;
  @Column('text') state!: ServiceContractState;
  @Column('uuid') purchaserId!: string;
  @Column('uuid') providerId!: string;
  @Column('date') startsOn!: string;
  @Column('date') endsOn!: string;
  @Column('int') hourlyPrice!: number;
  @Column('bigint') amount!: number;
  /** Changed under the lock of this row, so that no two orders set the same money aside. */
  @Column('bigint') committed!: number;
  @Column('bigint') accepted!: number;
  @Column('bigint') paid!: number;

  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('uuid', { nullable: true }) communityId!: string | null;
}

@Entity('service_payment')
export class ServicePayment {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: string;
  @Column('uuid') contractId!: string;
  @Column('bigint') amount!: number;
  @Column('date') paidOn!: string;
}

/** Bears person and place of its elder, and its provider, so that whoever it concerns may read it. */
@Entity('service_order')
export class ServiceOrder {
  readonly __typename = 'ServiceOrder';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') contractId!: string;
  @Column('text') state!: ServiceOrderState;
  @Column('uuid', { nullable: true }) elderId!: string | null;
  @Column('text') item!: string;
  @Column('timestamptz') plannedFor!: Date;
  @Column('int') minutes!: number;
  @Column('int', { nullable: true }) servedMinutes!: number | null;
  @Column('timestamptz', { nullable: true }) servedAt!: Date | null;
  @Column('bigint') amount!: number;
  @Column('int', { nullable: true }) rating!: number | null;

  /** The provider. */
  @Column('uuid') unitId!: string;
  @Column('uuid', { nullable: true }) personId!: string | null;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
}
