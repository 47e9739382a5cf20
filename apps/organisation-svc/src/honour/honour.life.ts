import type { Life } from '@jinlin/acts';
import type { HonourAction, HonourState } from '../generated/graphql';
import { Honour } from './honour.entity';
import { honourStates } from './honour.states';

/** What the acts on honours have in common. Their events say where and of which kind, but not whose. */
export const honourLife: Life<Honour, HonourState, HonourAction> = {
  entity: Honour,
  name: 'Honour',
  event: 'honour',
  states: honourStates,
  tell: ({ kind, level, year, partyOrganisationId, areaId }) => ({
    kind,
    level,
    year,
    partyOrganisationId,
    areaId,
  }),
};
