import type { Life } from '@jinlin/acts';
import type { NoticeAction, NoticeReceiptState, NoticeState } from '../generated/graphql';
import { Notice, NoticeReceipt } from './notice.entity';
import { noticeReceiptStates, noticeStates } from './notice.states';

/** What the acts on notices have in common. */
export const noticeLife: Life<Notice, NoticeState, NoticeAction> = {
  entity: Notice,
  name: 'Notice',
  event: 'notice',
  states: noticeStates,
  tell: ({ areaId, template, posts, sentOn }) => ({ areaId, template, posts, sentOn }),
};

/** What giving a receipt, and the loading of receipts, have in common. */
export const noticeReceiptLife: Life<NoticeReceipt, NoticeReceiptState, never> = {
  entity: NoticeReceipt,
  name: 'NoticeReceipt',
  event: 'notice-receipt',
  states: noticeReceiptStates,
  tell: ({ noticeId, appointmentId }) => ({ noticeId, appointmentId }),
};
