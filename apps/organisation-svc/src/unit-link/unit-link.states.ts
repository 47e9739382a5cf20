import { stateMachine } from '@jinlin/state-machine';
import type { UnitLinkAction, UnitLinkState } from '../generated/graphql';

/** The life of a link between a unit and a community. */
export const unitLinkStates = stateMachine<UnitLinkState, UnitLinkAction>({
  LINKED: { END: 'ENDED' },
  ENDED: {},
});
