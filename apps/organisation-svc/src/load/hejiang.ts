import { type AreaSeed, holderId, isChosen } from '@jinlin/localities';
import { foundBranch, staffCommon } from './common';
import type { Places } from './places';
import type { Roster } from './roster';
import { shareOf } from './share';

const buildingHeads = 428;
const partyGroupLeaders = 96;
const buildingPartyMembers = 1946;

/** The notice by which county leaders became first secretaries (H2). */
const notice = '关于县级领导担任城市社区“第一书记”和县级部门（单位）联系城市社区的通知';

/**
 * Hejiang: 13 county leaders as first secretaries (H1), branches in the old compounds (H24), and two heads and two
 * members in every building, of whom a few heads are still wanting (H28).
 */
export function staffHejiang(places: Places, roster: Roster) {
  const { committeeOf } = staffCommon(places, roster);

  for (const community of places.ofLevel('COMMUNITY').filter(({ governed }) => governed)) {
    const leader = roster.member(places.locality, holderId('FIRST_SECRETARY', community.id));
    roster.appoint(leader, 'FIRST_SECRETARY', community, {
      source: 'SECONDED',
      rank: 'COUNTY_LEADER',
      document: notice,
      isConcurrent: true,
    });
    for (const compound of places.below(community, 'COMPOUND').filter((each) => each.compound?.isOld)) {
      foundBranch(roster, compound, committeeOf.get(community.id), { source: 'RETIRED_MEMBER' });
    }
  }
  staffBuildings(places, roster);
}

function staffBuildings(places: Places, roster: Roster) {
  const grids = places.ofLevel('GRID').filter((grid) => places.below(grid, 'BUILDING').length > 0);
  const buildings = grids.flatMap((grid) => places.below(grid, 'BUILDING'));

  for (const [index, building] of buildings.entries()) {
    if (isChosen(index, buildings.length, buildingHeads)) {
      roster.appoint(roster.person(building), 'BUILDING_HEAD', building, { source: 'RESIDENT_VOLUNTEER' });
    }
    const members = shareOf(buildingPartyMembers, index, buildings.length);
    for (let member = 0; member < members; member++) {
      roster.appoint(roster.member(building), 'BUILDING_PARTY_MEMBER', building, {
        source: 'IN_SERVICE_MEMBER',
      });
    }
  }
  for (const [index, grid] of grids.entries()) {
    const inGrid = places.below(grid, 'BUILDING');
    const gridMember = roster.person(grid);
    for (const building of inGrid)
      roster.appoint(gridMember, 'GRID_MEMBER', building, { source: 'COMMUNITY_WORKER' });
    leadGroups(roster, inGrid, shareOf(partyGroupLeaders, index, grids.length), grid);
  }
}

/** One Party-group leader serves all the buildings of a grid; where there are two, they share them. */
function leadGroups(roster: Roster, buildings: AreaSeed[], leaders: number, grid: AreaSeed) {
  const people = Array.from({ length: leaders }, () => roster.member(grid));
  for (const [index, building] of buildings.entries()) {
    const leader = people[Math.floor((index * leaders) / buildings.length)]!;
    roster.appoint(leader, 'PARTY_GROUP_LEADER', building, { source: 'RETIRED_MEMBER' });
  }
}
