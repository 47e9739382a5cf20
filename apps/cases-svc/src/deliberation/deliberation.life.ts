import type { Life } from '@jinlin/acts';
import type { DeliberationAction, DeliberationState } from '../generated/graphql';
import { Deliberation } from './deliberation.entity';
import { deliberationStates } from './deliberation.states';

/** What the acts on deliberations have in common. Events tell no texts. */
export const deliberationLife: Life<Deliberation, DeliberationState, DeliberationAction> = {
  entity: Deliberation,
  name: 'Deliberation',
  event: 'deliberation',
  states: deliberationStates,
  tell: ({ areaId, procedure, category, caseId, hangsUntil }) => ({
    areaId,
    procedure,
    category,
    caseId,
    hangsUntil,
  }),
};
