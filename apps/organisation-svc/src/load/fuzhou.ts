import { type AreaSeed, isChosen } from '@jinlin/localities';
import type { AppointmentSource } from '../generated/graphql';
import { foundBranch, staffCommon } from './common';
import type { Places } from './places';
import type { Roster } from './roster';

const compoundOrganisations = 2716;
const inServiceSecretaries = 668;
const retiredSecretaries = 621;

/** One building in so many still wants its head. */
const HEAD_WANTING_EVERY = 31;

/**
 * Fuzhou: 2 716 Party organisations for 3 847 compounds, where those without one of their own are covered by a
 * neighbour's (F3); secretaries from members in service and retired (F4); two heads and one member in the buildings of
 * 东街街道.
 */
export function staffFuzhou(places: Places, roster: Roster) {
  const { committeeOf } = staffCommon(places, roster);
  foundBranches(places, roster, committeeOf);

  for (const [index, building] of places.ofLevel('BUILDING').entries()) {
    if (index % HEAD_WANTING_EVERY) {
      roster.appoint(roster.person(building), 'BUILDING_HEAD', building, { source: 'RESIDENT_VOLUNTEER' });
    }
    const member = roster.member(building);
    roster.appoint(member, 'PARTY_GROUP_LEADER', building, { source: 'RETIRED_MEMBER' });
    roster.appoint(roster.member(building), 'PARTY_CENTRE_HOUSEHOLD', building);
  }
}

function foundBranches(places: Places, roster: Roster, committeeOf: ReadonlyMap<string, string>) {
  const compounds = places.ofLevel('COMPOUND');
  let founded = 0;
  let nearest: string | null = null;
  const waiting: AreaSeed[] = [];

  for (const [index, compound] of compounds.entries()) {
    if (!isChosen(index, compounds.length, compoundOrganisations)) {
      if (nearest) roster.cover(nearest, compound, 'JOINT');
      else waiting.push(compound);
      continue;
    }
    const source = sourceOf(founded++);
    const branch = foundBranch(roster, compound, committeeOf.get(places.parentOf(compound)!.id), {
      source,
    });
    nearest = branch.id;
    for (const neighbour of waiting.splice(0)) roster.cover(nearest, neighbour, 'JOINT');
  }
}

/** Secretaries of the three kinds lie evenly mixed: in service, retired, and cadres of the community. */
function sourceOf(founded: number): AppointmentSource {
  if (isChosen(founded, compoundOrganisations, inServiceSecretaries + retiredSecretaries)) {
    const among = Math.floor((founded * (inServiceSecretaries + retiredSecretaries)) / compoundOrganisations);
    return isChosen(among, inServiceSecretaries + retiredSecretaries, inServiceSecretaries)
      ? 'IN_SERVICE_MEMBER'
      : 'RETIRED_MEMBER';
  }
  return 'COMMUNITY_CADRE';
}
