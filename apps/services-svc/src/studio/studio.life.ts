import type { Life } from '@jinlin/acts';
import type { RepresentativeAction, RepresentativeState } from '../generated/graphql';
import { StudioRepresentative } from './studio.entity';
import { representativeStates } from './studio.states';

/** What the acts on representatives at studios, and their loading, have in common. */
export const representativeLife: Life<StudioRepresentative, RepresentativeState, RepresentativeAction> = {
  entity: StudioRepresentative,
  name: 'StudioRepresentative',
  event: 'studio_representative',
  states: representativeStates,
  tell: ({ siteId, role }) => ({ siteId, role }),
};
