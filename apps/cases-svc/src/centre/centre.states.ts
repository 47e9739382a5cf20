import { stateMachine } from '@jinlin/state-machine';
import type { CentreWindowAction, CentreWindowState } from '../generated/graphql';

/** The life of a window of a governance centre. */
export const centreWindowStates = stateMachine<CentreWindowState, CentreWindowAction>({
  OPEN: { CLOSE: 'CLOSED' },
  CLOSED: {},
});
