import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type {
  AssessmentItemFilter,
  EntryRequestFilter,
  IssuedEntryListFilter,
  SentDownMatterFilter,
} from '../generated/graphql';
import { AssessmentItem, EntryRequest, IssuedEntryList, SentDownMatter } from './entry-list.entity';

export type IssuedEntryListPage = Page<IssuedEntryList>;
export type SentDownMatterPage = Page<SentDownMatter>;
export type EntryRequestPage = Page<EntryRequest>;
export type AssessmentItemPage = Page<AssessmentItem>;

interface Args<Filter> extends PageInput {
  where: Omit<Filter, 'withinCode' | 'withinId'>;
}

/** Lists of issued entry lists, matters sent down, requests for entry and assessment items, at or below a path. */
export const entryLists = (db: DataSource, read: Reader, sealed: Reader) => ({
  issuedEntryListsWithin: lists<IssuedEntryList, Args<IssuedEntryListFilter>>(read, {
    columns: columnsOf(db, IssuedEntryList, 'l'),
    from: 'issued_entry_list l join area a on a.id = l.area_id',
    where: ({ where: { state } }, at) => [
      liesWithin('a.path', 'parent.key'),
      state && `l.state = ${at(state)}`,
    ],
    order: [
      ['l.effective_from', 'date'],
      ['l.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ effectiveFrom, id }) => [effectiveFrom, id],
    figures: { totalCount },
  }),
  sentDownMattersWithin: lists<SentDownMatter, Args<SentDownMatterFilter> & { today: string }>(sealed, {
    columns: columnsOf(db, SentDownMatter, 'm'),
    from: 'sent_down_matter m join area a on a.id = m.area_id',
    where: ({ where: { state, unitId, entryCode, isOverdue, title }, today }, at) => [
      liesWithin('a.path', 'parent.key'),
      state && `m.state = ${at(state)}`,
      unitId && `m.unit_id = ${at(unitId)}::uuid`,
      entryCode && `m.entry_code = ${at(entryCode)}`,
      isGiven(isOverdue) && `(m.state = 'SENT' and m.due_at < ${at(today)}::date) = ${at(isOverdue)}`,
      title && `strpos(m.title, ${at(title)}) > 0`,
    ],
    order: [
      ['m.due_at', 'date'],
      ['m.id', 'uuid'],
    ],
    cursor: ({ dueAt, id }) => [dueAt, id],
    figures: { totalCount },
  }),
  entryRequestsWithin: lists<EntryRequest, Args<EntryRequestFilter>>(sealed, {
    columns: columnsOf(db, EntryRequest, 'r'),
    from: 'entry_request r join area a on a.id = r.area_id',
    where: ({ where: { state, unitId, title } }, at) => [
      liesWithin('a.path', 'parent.key'),
      state && `r.state = ${at(state)}`,
      unitId && `r.unit_id = ${at(unitId)}::uuid`,
      title && `strpos(r.title, ${at(title)}) > 0`,
    ],
    order: [
      ['r.requested_on', 'date'],
      ['r.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ requestedOn, id }) => [requestedOn, id],
    figures: { totalCount },
  }),
  assessmentItemsWithin: lists<AssessmentItem, Args<AssessmentItemFilter>>(read, {
    columns: columnsOf(db, AssessmentItem, 'i'),
    from: 'assessment_item i join area a on a.id = i.area_id',
    where: ({ where: { state, unitId, cancelledFrom, cancelledBefore, title } }, at) => [
      liesWithin('a.path', 'parent.key'),
      state && `i.state = ${at(state)}`,
      unitId && `i.unit_id = ${at(unitId)}::uuid`,
      cancelledFrom && `i.cancelled_on >= ${at(cancelledFrom)}::date`,
      cancelledBefore && `i.cancelled_on < ${at(cancelledBefore)}::date`,
      title && `strpos(i.title, ${at(title)}) > 0`,
    ],
    order: [
      ['i.title', 'text'],
      ['i.id', 'uuid'],
    ],
    cursor: ({ title, id }) => [title, id],
    figures: { totalCount },
  }),
});
