import { stateMachine } from '@jinlin/state-machine';
import type { PowerUseAction, PowerUseState } from '../generated/graphql';

/** What an office says by its powers is answered, one way or the other. */
export const powerUseStates = stateMachine<PowerUseState, PowerUseAction>({
  GIVEN: { ADOPT: 'ADOPTED', DECLINE: 'DECLINED', WITHDRAW: 'WITHDRAWN' },
  ADOPTED: {},
  DECLINED: {},
  WITHDRAWN: {},
});
