import { stateMachine } from '@jinlin/state-machine';
import type { NoticeAction, NoticeReceiptState, NoticeState } from '../generated/graphql';

/** The life of a notice. */
export const noticeStates = stateMachine<NoticeState, NoticeAction>({
  SENT: { WITHDRAW: 'WITHDRAWN' },
  WITHDRAWN: {},
});

/** A receipt is given once and stays. */
export const noticeReceiptStates = stateMachine<NoticeReceiptState, never>({ GIVEN: {} });
