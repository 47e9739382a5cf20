import { stateMachine } from '@jinlin/state-machine';
import type { AttachmentAction, AttachmentState } from '../generated/graphql';

/** The life of an attachment. */
export const attachmentStates = stateMachine<AttachmentState, AttachmentAction>({
  ATTACHED: { WITHDRAW: 'WITHDRAWN' },
  WITHDRAWN: {},
});
