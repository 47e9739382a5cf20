import { stateMachine } from '@jinlin/state-machine';
import type { SocialServiceAction, SocialServiceState } from '../generated/graphql';

/** The life of a service; its last month may be reported once it has ended. */
export const socialServiceStates = stateMachine<SocialServiceState, SocialServiceAction>({
  RUNNING: { REPORT: 'RUNNING', END: 'ENDED' },
  ENDED: { REPORT: 'ENDED' },
});
