import { stateMachine } from '@jinlin/state-machine';
import type { ServiceApplicationAction, ServiceApplicationState } from '../generated/graphql';

/** The life of an application (SM-6); what was handed in later is looked at by the window anew. */
export const applicationStates = stateMachine<ServiceApplicationState, ServiceApplicationAction>({
  RECEIVED: { ACCEPT_MATERIALS: 'MATERIALS_OK', ASK_FOR_MATERIALS: 'SUPPLEMENT', WITHDRAW: 'WITHDRAWN' },
  SUPPLEMENT: { HAND_IN_MATERIALS: 'RECEIVED', WITHDRAW: 'WITHDRAWN' },
  MATERIALS_OK: { FORWARD: 'FORWARDED', WITHDRAW: 'WITHDRAWN' },
  FORWARDED: { TAKE_ON: 'BACK_OFFICE', WITHDRAW: 'WITHDRAWN' },
  BACK_OFFICE: { ASK_FOR_MATERIALS: 'SUPPLEMENT', DECIDE: 'DONE', WITHDRAW: 'WITHDRAWN' },
  DONE: { GIVE_FEEDBACK: 'FEEDBACK' },
  FEEDBACK: {},
  WITHDRAWN: {},
});

const ends: readonly ServiceApplicationState[] = ['DONE', 'FEEDBACK', 'WITHDRAWN'];

/** Whether a decision is still to come. */
export const isOpen = (state: ServiceApplicationState) => !ends.includes(state);

/** The same in SQL. */
export const OPEN = `state not in (${ends.map((state) => `'${state}'`).join(', ')})`;
