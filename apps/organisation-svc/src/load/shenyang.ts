import type { AreaSeed } from '@jinlin/localities';
import { staffCommon } from './common';
import type { Places } from './places';
import type { Roster } from './roster';
import { shareOf } from './share';

const emergencyHeads = 11_000;
/** Published as more than 13 000. */
const honourHeads = 13_200;
/** Community workers per 10 000 urban residents (S16). */
const workersPer10k = 20;

/** The district whose five members are shown by name; everywhere else the three heads are. */
const shenhe = '210103';

/** There, one compound in so many still wants its medical inspector. */
const INSPECTOR_WANTING_EVERY = 6;

/**
 * Shenyang: big committees in 110 streets and 955 communities (S8), a seconded first secretary in each of these (S16),
 * three heads in every compound (S13), a head for every grid (S14), and 20 community workers per 10 000 residents.
 */
export function staffShenyang(places: Places, roster: Roster) {
  const { gridHeadOf } = staffCommon(places, roster, {
    street: 'BIG_WORK_COMMITTEE',
    community: 'BIG_COMMUNITY_COMMITTEE',
  });
  const compoundHeadOf = staffCompounds(places, roster);
  for (const building of places.ofLevel('BUILDING')) {
    roster.appoint(roster.person(building), 'BUILDING_HEAD', building, { source: 'RETIRED_MEMBER' });
  }
  for (const unit of places.ofLevel('UNIT')) {
    roster.appoint(roster.person(unit), 'UNIT_HEAD', unit, { source: 'PERSON_OF_STANDING' });
  }

  const urban = places.ofLevel('COMMUNITY').filter((community) => community.urban);
  let residentsSoFar = 0;
  let workersSoFar = 0;
  for (const community of urban) {
    if (community.governed) {
      roster.appoint(roster.member(places.locality), 'FIRST_SECRETARY', community, {
        source: 'SECONDED',
        rank: 'DEPARTMENT_LEADER',
      });
    }
    residentsSoFar += community.registeredPopulation ?? 0;
    const workers = Math.round((residentsSoFar * workersPer10k) / 10_000) - workersSoFar;
    workersSoFar += workers;
    hireWorkers(places, roster, community, workers, [compoundHeadOf, gridHeadOf]);
  }
  for (const community of urban.filter(({ code }) => code.startsWith(shenhe))) {
    staffFiveMembers(places, roster, community, gridHeadOf);
  }
}

function staffCompounds(places: Places, roster: Roster) {
  const compounds = places.ofLevel('COMPOUND');
  const headOf = new Map<string, string>();
  for (const [index, compound] of compounds.entries()) {
    const head = roster.person(compound);
    headOf.set(compound.id, head);
    roster.appoint(head, 'COMPOUND_HEAD', compound, { source: 'COMMUNITY_WORKER' });

    for (let nth = shareOf(emergencyHeads, index, compounds.length); nth > 0; nth--) {
      roster.appoint(roster.member(compound), 'EMERGENCY_POINT_HEAD', compound, {
        source: 'IN_SERVICE_MEMBER',
      });
    }
    for (let nth = shareOf(honourHeads, index, compounds.length); nth > 0; nth--) {
      roster.appoint(roster.person(compound), 'HONOUR_POINT_HEAD', compound, {
        source: 'PERSON_OF_STANDING',
      });
    }
  }
  return headOf;
}

/** Community workers head compounds and grids beside their work; where these do not suffice, others are hired. */
function hireWorkers(
  places: Places,
  roster: Roster,
  community: AreaSeed,
  workers: number,
  [compoundHeadOf, gridHeadOf]: [ReadonlyMap<string, string>, ReadonlyMap<string, string>],
) {
  const heads = [
    ...places.below(community, 'COMPOUND').map(({ id }) => compoundHeadOf.get(id)!),
    ...places.below(community, 'GRID').map(({ id }) => gridHeadOf.get(id)!),
  ];
  for (let nth = 0; nth < workers; nth++) {
    const worker = heads[nth] ?? roster.person(community);
    roster.appoint(worker, 'COMMUNITY_WORKER', community, { source: 'COMMUNITY_WORKER' });
  }
}

/** The five members of a compound: some of them serve a whole community (S13). */
function staffFiveMembers(
  places: Places,
  roster: Roster,
  community: AreaSeed,
  gridHeadOf: ReadonlyMap<string, string>,
) {
  const doctor = roster.person(community);
  const police = roster.person(community);
  const officer = roster.person(community);
  for (const [index, compound] of places.below(community, 'COMPOUND').entries()) {
    const [grid] = places.below(compound, 'GRID');
    roster.appoint(roster.person(compound), 'PROPERTY_STEWARD', compound);
    if (grid)
      roster.appoint(gridHeadOf.get(grid.id)!, 'COMPOUND_GRID_MEMBER', compound, { isConcurrent: true });
    if (index % INSPECTOR_WANTING_EVERY) {
      roster.appoint(doctor, 'MEDICAL_INSPECTOR', compound, { isConcurrent: true });
    }
    roster.appoint(police, 'COMMUNITY_POLICE', compound, { isConcurrent: true });
    roster.appoint(officer, 'ENFORCEMENT_OFFICER', compound, { isConcurrent: true });
  }
}
