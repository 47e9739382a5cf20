import { staffCommon } from './common';
import type { Places } from './places';
import type { Roster } from './roster';

/** 度峰社区, where the rule-of-law team of retired people was told of (X16). */
const dufeng = '350322103001';
const lawLeaders = 7;
const lawSavvy = 139;

/** One unit in so many still wants its head, as the inspection of X17 is there to find. */
const HEAD_WANTING_EVERY = 23;

/** Xianyou: five tiers from the stationed commander to the head of a household (X5), and a rule-of-law team (X16). */
export function staffXianyou(places: Places, roster: Roster) {
  staffCommon(places, roster, { communityHead: 'VILLAGE_COMMANDER', community: 'BIG_COMMUNITY_COMMITTEE' });

  for (const community of places.ofLevel('COMMUNITY')) {
    roster.appoint(roster.member(places.locality), 'STATIONED_COMMANDER', community, {
      source: 'SECONDED',
      isConcurrent: true,
    });
    if (community.code === dufeng) {
      for (let nth = 0; nth < lawLeaders; nth++)
        roster.appoint(roster.person(community), 'LAW_LEADER', community);
      for (let nth = 0; nth < lawSavvy; nth++)
        roster.appoint(roster.person(community), 'LAW_SAVVY_PERSON', community);
    }
  }
  for (const [index, unit] of places.ofLevel('UNIT').entries()) {
    if (index % HEAD_WANTING_EVERY === HEAD_WANTING_EVERY - 1) continue;
    roster.appoint(roster.person(unit), 'UNIT_HEAD', unit, { source: 'RESIDENT_VOLUNTEER' });
  }
  for (const household of places.ofLevel('HOUSEHOLD')) {
    roster.appoint(roster.person(household), 'HOUSEHOLD_HEAD', household);
  }
}
