import type { Life } from '@jinlin/acts';
import type { PartyOrganisationAction, PartyOrganisationState } from '../generated/graphql';
import { PartyOrganisation } from './party-organisation.entity';
import { partyOrganisationStates } from './party-organisation.states';

/** What the acts on Party organisations have in common. */
export const partyOrganisationLife: Life<PartyOrganisation, PartyOrganisationState, PartyOrganisationAction> =
  {
    entity: PartyOrganisation,
    name: 'PartyOrganisation',
    event: 'party-organisation',
    states: partyOrganisationStates,
    tell: ({ name, kind, areaId, parentId }) => ({ name, kind, areaId, parentId }),
  };
