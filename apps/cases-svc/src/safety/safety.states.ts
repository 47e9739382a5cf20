import { stateMachine } from '@jinlin/state-machine';
import type { IncidentAction, IncidentState } from '../generated/graphql';

export const incidentStates = stateMachine<IncidentState, IncidentAction>({
  RECORDED: { WITHDRAW: 'WITHDRAWN' },
  WITHDRAWN: {},
});
