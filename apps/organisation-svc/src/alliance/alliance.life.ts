import type { Life } from '@jinlin/acts';
import type {
  AllianceAction,
  AllianceMembershipAction,
  AllianceMembershipState,
  AllianceState,
} from '../generated/graphql';
import { Alliance, AllianceMembership } from './alliance.entity';
import { allianceMembershipStates, allianceStates } from './alliance.states';

export const allianceLife: Life<Alliance, AllianceState, AllianceAction> = {
  entity: Alliance,
  name: 'Alliance',
  event: 'alliance',
  states: allianceStates,
  tell: ({ kind, areaId, partyOrganisationId, foundedOn, dissolvedOn }) => ({
    kind,
    areaId,
    partyOrganisationId,
    foundedOn,
    dissolvedOn,
  }),
};

export const allianceMembershipLife: Life<
  AllianceMembership,
  AllianceMembershipState,
  AllianceMembershipAction
> = {
  entity: AllianceMembership,
  name: 'AllianceMembership',
  event: 'alliance-membership',
  states: allianceMembershipStates,
  tell: ({ allianceId, unitId, areaId, role, fromOn, toOn }) => ({
    allianceId,
    unitId,
    areaId,
    role,
    fromOn,
    toOn,
  }),
};
