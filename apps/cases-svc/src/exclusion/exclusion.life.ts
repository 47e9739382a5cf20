import type { Life } from '@jinlin/acts';
import type { ExclusionAction, ExclusionState } from '../generated/graphql';
import { CaseExclusion } from './exclusion.entity';
import { exclusionStates } from './exclusion.states';

/** What the acts on exclusions have in common. */
export const exclusionLife: Life<CaseExclusion, ExclusionState, ExclusionAction> = {
  entity: CaseExclusion,
  name: 'CaseExclusion',
  event: 'case_exclusion',
  states: exclusionStates,
  tell: ({ caseId, kind }) => ({ caseId, kind }),
};
