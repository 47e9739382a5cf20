import { isChosen } from '@jinlin/localities';
import { foundBranch, staffCommon } from './common';
import type { Places } from './places';
import type { Roster } from './roster';

const compoundBranches = 93;
const gridGroups = 200;
const crossPosts = 24;

/** Grids that still want their grid member. */
const gridMembersWanting = 12;

/**
 * Duyun: 93 compound branches, 200 grid groups and 6 742 joint-household heads (D5), and 24 branch secretaries who also
 * direct the owners' committee (D14). Leaders of units on community committees (D8) come with the alliances.
 */
export function staffDuyun(places: Places, roster: Roster) {
  const { committeeOf } = staffCommon(places, roster);
  const communities = places.ofLevel('COMMUNITY').filter(({ governed }) => governed);
  const grids = communities.flatMap((community) => places.below(community, 'GRID'));

  foundBranches(places, roster, committeeOf);
  for (const [index, grid] of grids.entries()) {
    if (isChosen(index, grids.length, gridGroups)) {
      const community = communities.find(({ path }) => grid.path.startsWith(path))!;
      const group = roster.organisation(
        'GRID_GROUP',
        grid,
        `${community.name}${grid.name}党小组`,
        committeeOf.get(community.id),
      );
      roster.appoint(roster.member(grid), 'PARTY_GROUP_LEADER', grid, { partyOrganisationId: group });
    }
    if (!isChosen(index, grids.length, gridMembersWanting)) {
      roster.appoint(roster.person(grid), 'GRID_MEMBER', grid, { source: 'COMMUNITY_WORKER' });
    }
  }
  for (const joint of places.ofLevel('UNIT')) {
    roster.appoint(roster.person(joint), 'JOINT_HOUSEHOLD_HEAD', joint, { source: 'RESIDENT_VOLUNTEER' });
  }
}

/** Compounds with an owners' committee get their branch first; in 24 of them one person holds both posts. */
function foundBranches(places: Places, roster: Roster, committeeOf: ReadonlyMap<string, string>) {
  const committees = new Map(
    places.units.filter(({ kind }) => kind === 'OWNERS_COMMITTEE').map(({ areaId, id }) => [areaId, id]),
  );
  const compounds = places
    .ofLevel('COMPOUND')
    .sort((a, b) => Number(committees.has(b.id)) - Number(committees.has(a.id)));

  for (const [index, compound] of compounds.entries()) {
    const branch =
      index < compoundBranches
        ? foundBranch(roster, compound, committeeOf.get(places.parentOf(compound)!.id), {
            source: index % 2 ? 'RETIRED_MEMBER' : 'COMMUNITY_CADRE',
          })
        : null;
    const unitId = committees.get(compound.id);
    if (!unitId) continue;

    const isCrossed = branch !== null && index < crossPosts;
    const director = isCrossed ? branch.secretary : roster.person(compound);
    roster.appoint(director, 'OWNERS_COMMITTEE_DIRECTOR', compound, { unitId, isConcurrent: isCrossed });
  }
}
