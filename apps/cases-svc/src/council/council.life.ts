import type { Life } from '@jinlin/acts';
import type { CouncilAction, CouncilState } from '../generated/graphql';
import { Council } from './council.entity';
import { councilStates } from './council.states';

/** What the acts on councils have in common. */
export const councilLife: Life<Council, CouncilState, CouncilAction> = {
  entity: Council,
  name: 'Council',
  event: 'council',
  states: councilStates,
  tell: ({ areaId, kind, allianceId, proposalId }) => ({ areaId, kind, allianceId, proposalId }),
};
