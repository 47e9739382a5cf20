import { stateMachine } from '@jinlin/state-machine';
import type { ElderAction, ElderState } from '../generated/graphql';

export const elderStates = stateMachine<ElderState, ElderAction>({
  ACTIVE: {
    CHANGE_RISK_TIER: 'ACTIVE',
    CHANGE_GROUPS: 'ACTIVE',
    RECORD_MAJOR_CHANGE: 'ACTIVE',
    RECORD_VISIT: 'ACTIVE',
    RECORD_HARDSHIPS: 'ACTIVE',
    RECORD_ALLERGIES: 'ACTIVE',
    END_CARE: 'ENDED',
  },
  ENDED: {},
});
