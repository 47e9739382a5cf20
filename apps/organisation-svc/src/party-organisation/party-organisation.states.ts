import { stateMachine } from '@jinlin/state-machine';
import type { PartyOrganisationAction, PartyOrganisationState } from '../generated/graphql';

/** The life of a Party organisation. */
export const partyOrganisationStates = stateMachine<PartyOrganisationState, PartyOrganisationAction>({
  ACTIVE: { COVER: 'ACTIVE', MOVE: 'ACTIVE', DISSOLVE: 'DISSOLVED' },
  DISSOLVED: {},
});
