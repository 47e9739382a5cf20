import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrderDetails } from './hotline.order';

/** A work order (工单) of a hotline, and the case that it opened: one for each number that the hotline gives. */
@Entity('hotline_order')
export class HotlineOrder {
  @PrimaryColumn('uuid') caseId!: string;
  @Column('uuid') integratorId!: string;
  @Column('text') number!: string;
  @Column('text', { nullable: true }) idempotencyKey!: string | null;
  /** Of the whole order as it came, so that another one under the same number is known for what it is. */
  @Column('bytea') bodyHash!: Buffer;
  @Column('jsonb') details!: OrderDetails;
  /** What is personal in it and no part of the case, as JSON. */
  @Column('bytea', { nullable: true }) sealed!: Buffer | null;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('timestamptz') receivedAt!: Date;
}
