import { stateMachine } from '@jinlin/state-machine';
import type { ElderAction, ElderState } from '../generated/graphql';

export const elderStates = stateMachine<ElderState, ElderAction>({
  ACTIVE: { CHANGE_RISK_TIER: 'ACTIVE', RECORD_VISIT: 'ACTIVE', END_CARE: 'ENDED' },
  ENDED: {},
});
