import { stateMachine } from '@jinlin/state-machine';
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

/** The life of an entry list that a locality issued. */
export const issuedEntryListStates = stateMachine<IssuedEntryListState, IssuedEntryListAction>({
  ISSUED: { WITHDRAW: 'WITHDRAWN' },
  WITHDRAWN: {},
});

/** The life of a matter that was sent down. */
export const sentDownMatterStates = stateMachine<SentDownMatterState, SentDownMatterAction>({
  SENT: { FINISH: 'DONE', WITHDRAW: 'WITHDRAWN' },
  DONE: {},
  WITHDRAWN: {},
});

/** The life of a request to send down what is not listed. */
export const entryRequestStates = stateMachine<EntryRequestState, EntryRequestAction>({
  REQUESTED: { APPROVE: 'APPROVED', REJECT: 'REJECTED', WITHDRAW: 'WITHDRAWN' },
  APPROVED: { WITHDRAW: 'WITHDRAWN' },
  REJECTED: {},
  WITHDRAWN: {},
});

/** The life of something that communities are assessed on. */
export const assessmentItemStates = stateMachine<AssessmentItemState, AssessmentItemAction>({
  ACTIVE: { CANCEL: 'CANCELLED' },
  CANCELLED: {},
});
