import { stateMachine } from '@jinlin/state-machine';
import type { AreaAction, AreaState } from '../generated/graphql';

/** The life of an area. A closed one never opens again: what comes after it is another area. */
export const areaStates = stateMachine<AreaState, AreaAction>({
  ACTIVE: {
    RENAME: 'ACTIVE',
    RECODE: 'ACTIVE',
    MOVE: 'ACTIVE',
    ABSORB: 'ACTIVE',
    TAKE_INTO_CUSTODY: 'ACTIVE',
    HAND_OVER: 'ACTIVE',
    ENCLOSE: 'ACTIVE',
    RECOGNISE: 'ACTIVE',
    SPLIT: 'CLOSED',
    MERGE: 'CLOSED',
    CLOSE: 'CLOSED',
  },
  CLOSED: {},
});
