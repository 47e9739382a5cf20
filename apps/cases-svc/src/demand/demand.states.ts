import { stateMachine } from '@jinlin/state-machine';
import type { DemandAction, DemandState } from '../generated/graphql';

/** The life of a demand (SM-4). It is matched exactly as long as something is promised for it outside a project. */
export const demandStates = stateMachine<DemandState, DemandAction>({
  DRAFT: { PUBLISH: 'PUBLISHED', WITHDRAW: 'WITHDRAWN' },
  PUBLISHED: { MATCH: 'MATCHED', INCLUDE: 'IN_PROJECT', WITHDRAW: 'WITHDRAWN' },
  MATCHED: { MATCH: 'MATCHED', UNMATCH: 'PUBLISHED', INCLUDE: 'IN_PROJECT', WITHDRAW: 'WITHDRAWN' },
  IN_PROJECT: { MATCH: 'IN_PROJECT', EXCLUDE: 'MATCHED', MEET: 'MET' },
  MET: {},
  WITHDRAWN: {},
});
