import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { NoticeReceiptState, NoticeState } from '../generated/graphql';

@Entity('notice')
export class Notice {
  readonly __typename = 'Notice';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: NoticeState;
  /** A template code of the locality's profile. */
  @Column('text') template!: string;
  /** The posts of its chain, as it was then, that it comes through. */
  @Column('text', { array: true }) posts!: string[];
  @Column('uuid') areaId!: string;
  @Column('text') title!: string;
  @Column('text') text!: string;
  @Column('date') sentOn!: string;
}

@Entity('notice_receipt')
export class NoticeReceipt {
  readonly __typename = 'NoticeReceipt';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: NoticeReceiptState;
  @Column('uuid') noticeId!: string;
  @Column('uuid') appointmentId!: string;
  @Column('timestamptz') at!: Date;
}
