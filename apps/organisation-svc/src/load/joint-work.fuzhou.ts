import { idOf, isChosen } from '@jinlin/localities';

import type { JointWork } from './joint-work';

/** Neighbour red alliances (F12). */
const fuzhou = { alliances: 368, membersEach: 2 };

/** Fuzhou: 368 neighbour red alliances, called together by residents' committees (F12). */
export function joinFuzhou(work: JointWork) {
  const { ofLevel, units } = work.places;
  const communities = ofLevel('COMMUNITY').filter(({ urban, governed }) => urban && governed);
  const committeeOf = new Map(
    units.filter(({ kind }) => kind === 'RESIDENTS_COMMITTEE').map((unit) => [unit.areaId, unit.id]),
  );
  const members = work.places.linkedUnits;

  for (const [index, community] of communities.entries()) {
    if (!isChosen(index, communities.length, fuzhou.alliances)) continue;
    const alliance = work.found('NEIGHBOUR_RED_ALLIANCE', '近邻红色联盟', community, {
      partyOrganisationId: idOf('party-organisation', `COMMUNITY_COMMITTEE:${community.id}`),
    });
    work.join(alliance, committeeOf.get(community.id)!, 'CONVENER', '召集成员、汇总居民需求');
    for (let nth = 0; nth < fuzhou.membersEach; nth++) {
      const unit = members[(index * fuzhou.membersEach + nth) % members.length]!;
      work.join(alliance, unit.id, 'MEMBER', '提供资源、认领项目');
    }
  }
}
