import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { CataloguedDutyState, DutyFulfilmentState, SupervisionItemState } from '../generated/graphql';

/** One of the duties that a locality's first secretaries have (H5), as it reads now. */
@Entity('catalogued_duty')
export class CataloguedDuty {
  readonly __typename = 'CataloguedDuty';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: CataloguedDutyState;
  /** The locality. */
  @Column('uuid') areaId!: string;
  @Column('int') slot!: number;
  @Column('text') text!: string;
  @Column('int') version!: number;
  @Column('date') fromOn!: string;
}

/** How one of the duties read from a day on. */
@Entity('catalogued_duty_version')
export class CataloguedDutyVersion {
  @PrimaryColumn('uuid') dutyId!: string;
  @PrimaryColumn('int') version!: number;
  @Column('text') text!: string;
  @Column('date') fromOn!: string;
}

/** That an office-holder did what the post asks. */
@Entity('duty_fulfilment')
export class DutyFulfilment {
  readonly __typename = 'DutyFulfilment';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: DutyFulfilmentState;
  @Column('uuid') appointmentId!: string;
  /** The recurring duty and the period that it was done for (H10). */
  @Column('text', { nullable: true }) duty!: string | null;
  @Column('text', { nullable: true }) period!: string | null;
  /** Which of the duties of the catalogue it served (H5). */
  @Column('int', { nullable: true }) slot!: number | null;
  @Column('date') doneOn!: string;
  @Column('text', { nullable: true }) note!: string | null;
}

/** That somebody should be asked why a duty was not done in its period. */
@Entity('supervision_item')
export class SupervisionItem {
  readonly __typename = 'SupervisionItem';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: SupervisionItemState;
  @Column('uuid') appointmentId!: string;
  @Column('uuid') areaId!: string;
  @Column('text') duty!: string;
  @Column('text') period!: string;
  @Column('date') openedOn!: string;
  @Column('date', { nullable: true }) settledOn!: string | null;
  @Column('text', { nullable: true }) outcome!: string | null;
}

/** That an office-holder was reminded of a duty; once a period. */
@Entity('duty_reminder')
export class DutyReminder {
  @PrimaryColumn('uuid') appointmentId!: string;
  @PrimaryColumn('text') duty!: string;
  @PrimaryColumn('text') period!: string;
  @Column('timestamptz') at!: Date;
}
