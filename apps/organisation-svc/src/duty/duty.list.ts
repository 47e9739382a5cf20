import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { SupervisionItemFilter } from '../generated/graphql';
import { DutyFulfilment, SupervisionItem } from './duty.entity';

export type DutyFulfilmentPage = Page<DutyFulfilment>;
export type SupervisionItemPage = Page<SupervisionItem>;

interface DutyLogArgs extends PageInput {
  slot?: number | null | undefined;
}

interface SupervisionListArgs extends PageInput {
  where: Omit<SupervisionItemFilter, 'withinCode' | 'withinId'>;
}

/** The log of an appointment, and the supervision items at or below a path. */
export const dutyLists = (db: DataSource, read: Reader) => ({
  dutyLog: lists<DutyFulfilment, DutyLogArgs>(read, {
    columns: columnsOf(db, DutyFulfilment, 'f'),
    from: 'duty_fulfilment f',
    where: ({ slot }, at) => [
      'f.appointment_id = parent.key::uuid',
      `f.state = 'RECORDED'`,
      isGiven(slot) && `f.slot = ${at(slot)}`,
    ],
    order: [
      ['f.done_on', 'date'],
      ['f.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ doneOn, id }) => [doneOn, id],
    figures: { totalCount },
  }),

  supervisionItemsWithin: lists<SupervisionItem, SupervisionListArgs>(read, {
    columns: columnsOf(db, SupervisionItem, 's'),
    from: 'supervision_item s join area a on a.id = s.area_id',
    where: ({ where: { state, appointmentId, duty } }, at) => [
      liesWithin('a.path', 'parent.key'),
      state && `s.state = ${at(state)}`,
      appointmentId && `s.appointment_id = ${at(appointmentId)}::uuid`,
      duty && `s.duty = ${at(duty)}`,
    ],
    order: [
      ['s.opened_on', 'date'],
      ['s.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ openedOn, id }) => [openedOn, id],
    figures: { totalCount },
  }),
});
