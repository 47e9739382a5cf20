import type { Life } from '@jinlin/acts';
import type { UnitLinkAction, UnitLinkState } from '../generated/graphql';
import { CommunityUnitLink } from './unit-link.entity';
import { unitLinkStates } from './unit-link.states';

/** What the acts on links, and the loading of links, have in common. */
export const unitLinkLife: Life<CommunityUnitLink, UnitLinkState, UnitLinkAction> = {
  entity: CommunityUnitLink,
  name: 'CommunityUnitLink',
  event: 'unit-link',
  states: unitLinkStates,
  tell: ({ unitId, areaId, role, fromOn, toOn }) => ({ unitId, areaId, role, fromOn, toOn }),
};
