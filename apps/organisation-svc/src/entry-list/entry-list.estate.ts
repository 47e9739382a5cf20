import { type Act, carryAll, takeAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { type Estate, later, leaveSeats, passing } from '../area/area.estate';
import { AssessmentItem, EntryRequest, IssuedEntryList, SentDownMatter } from './entry-list.entity';
import {
  assessmentItemLife,
  entryRequestLife,
  issuedEntryListLife,
  sentDownMatterLife,
} from './entry-list.life';

/** What a community has still to do is done by what came after. */
export const sentDownMatterEstate: Estate<SentDownMatter> = {
  title: { en: 'matters sent down', zh: '下派事项' },
  standingAt: ({ tx }, areaIds) =>
    tx.find(SentDownMatter, {
      where: { areaId: In([...areaIds]), state: 'SENT' },
      order: { dueAt: 'asc', id: 'asc' },
    }),
  async passOn(act, matters, heir, on) {
    const ids = matters.map(({ id }) => id);
    await leaveSeats(act, matters, on);
    await carryAll(act, sentDownMatterLife, { ids, action: 'PASS_ON' }, (row) => passing(row, heir, on));
  },
};

/** What was let in for a place, or is asked for there, is let in where the place has gone. */
export const entryRequestEstate: Estate<EntryRequest> = {
  title: { en: 'requests for entry', zh: '准入申请' },
  standingAt: ({ tx }, areaIds) =>
    tx.find(EntryRequest, {
      where: { areaId: In([...areaIds]), state: In(['REQUESTED', 'APPROVED']) },
      order: { requestedOn: 'asc', id: 'asc' },
    }),
  async passOn(act, requests, heir, on) {
    const ids = requests.map(({ id }) => id);
    await leaveSeats(act, requests, on);
    await carryAll(act, entryRequestLife, { ids, action: 'PASS_ON' }, (row) => passing(row, heir, on));
  },
};

/** What communities are assessed on, they are assessed on wherever they have gone, until somebody cancels it. */
export const assessmentItemEstate: Estate<AssessmentItem> = {
  title: { en: 'assessment items', zh: '考核事项' },
  standingAt: ({ tx }, areaIds) =>
    tx.find(AssessmentItem, {
      where: { areaId: In([...areaIds]), state: 'ACTIVE' },
      order: { title: 'asc', id: 'asc' },
    }),
  async passOn(act, items, heir, on) {
    const ids = items.map(({ id }) => id);
    await leaveSeats(act, items, on);
    await carryAll(act, assessmentItemLife, { ids, action: 'PASS_ON' }, (row) => passing(row, heir, on));
  },
};

/** A list is issued for the communities of an area; what comes after has its own, or that of the profile. */
export async function withdrawEntryListsAt(act: Act, areaIds: readonly string[], on: string) {
  const issued = await act.tx.findBy(IssuedEntryList, { areaId: In([...areaIds]), state: 'ISSUED' });
  const ids = issued.map(({ id }) => id);
  await takeAll(act, issuedEntryListLife, { ids, action: 'WITHDRAW' }, ({ effectiveFrom }) => ({
    set: { withdrawnOn: later(on, effectiveFrom) },
    reason: 'AREA_CLOSED',
  }));
}
