import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { CanteenSettlementState, SettlementDifference, SettlementLine } from '../generated/graphql';

@Entity('canteen_settlement')
export class CanteenSettlement {
  readonly __typename = 'CanteenSettlement';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') canteenId!: string;
  @Column('date') day!: string;
  @Column('text') state!: CanteenSettlementState;

  @Column('int') served!: number;
  @Column('int') delivered!: number;
  @Column('int') missed!: number;
  @Column('bigint') price!: number;
  @Column('bigint') subsidy!: number;
  @Column('bigint') toPay!: number;
  @Column('jsonb') lines!: SettlementLine[];

  @Column('int') run!: number;
  @Column('jsonb') differences!: SettlementDifference[];
  @Column('timestamptz') settledAt!: Date;

  /** The canteen's operator and area. */
  @Column('uuid', { nullable: true }) operatorId!: string | null;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
}
