import type { Life } from '@jinlin/acts';
import type {
  AssessmentItemAction,
  AssessmentItemState,
  EntryRequestAction,
  EntryRequestState,
  IssuedEntryListAction,
  IssuedEntryListState,
  SentDownMatterAction,
  SentDownMatterState,
} from '../generated/graphql';
import { AssessmentItem, EntryRequest, IssuedEntryList, SentDownMatter } from './entry-list.entity';
import {
  assessmentItemStates,
  entryRequestStates,
  issuedEntryListStates,
  sentDownMatterStates,
} from './entry-list.states';

/** What the acts on issued entry lists have in common. */
export const issuedEntryListLife: Life<IssuedEntryList, IssuedEntryListState, IssuedEntryListAction> = {
  entity: IssuedEntryList,
  name: 'IssuedEntryList',
  event: 'entry-list',
  states: issuedEntryListStates,
  tell: ({ areaId, effectiveFrom, withdrawnOn }) => ({ areaId, effectiveFrom, withdrawnOn }),
};

/** What the acts on matters sent down have in common. */
export const sentDownMatterLife: Life<SentDownMatter, SentDownMatterState, SentDownMatterAction> = {
  entity: SentDownMatter,
  name: 'SentDownMatter',
  event: 'sent-down-matter',
  states: sentDownMatterStates,
  tell: ({ entryCode, unitId, areaId, dueAt }) => ({ entryCode, unitId, areaId, dueAt }),
};

/** What the acts on requests for entry have in common. */
export const entryRequestLife: Life<EntryRequest, EntryRequestState, EntryRequestAction> = {
  entity: EntryRequest,
  name: 'EntryRequest',
  event: 'entry-request',
  states: entryRequestStates,
  tell: ({ unitId, areaId, validUntil }) => ({ unitId, areaId, validUntil }),
};

/** What the acts on assessment items, and the loading of them, have in common. */
export const assessmentItemLife: Life<AssessmentItem, AssessmentItemState, AssessmentItemAction> = {
  entity: AssessmentItem,
  name: 'AssessmentItem',
  event: 'assessment-item',
  states: assessmentItemStates,
  tell: ({ unitId, areaId, cancelledOn }) => ({ unitId, areaId, cancelledOn }),
};
