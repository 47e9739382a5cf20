import { stateMachine } from '@jinlin/state-machine';
import type { CommitteeAction, CommitteeState } from '../generated/graphql';

export const committeeStates = stateMachine<CommitteeState, CommitteeAction>({
  ACTIVE: { SEAT: 'ACTIVE', UNSEAT: 'ACTIVE', MEET: 'ACTIVE', DISSOLVE: 'DISSOLVED' },
  DISSOLVED: {},
});
