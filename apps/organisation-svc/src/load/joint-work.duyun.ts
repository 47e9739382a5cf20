import { between, idOf } from '@jinlin/localities';

import type { JointWork } from './joint-work';
import { order } from './two-way-orders';

/** Leaders of units that sit on community committees (D8). */
const duyun = { seats: 38, serviceDays: ['2021-11-20', '2022-05-21'] };

/** The brand of the city, as far as the garbled print shows it; its first day is ours (D3). */
const wuhua = { name: '五化社区·都匀城', meaning: '五变', fromOn: '2021-01-15' };

/** Duyun: an alliance in each of 45 communities, 38 leaders of units on their committees (D8), service at the door (D9). */
export function joinDuyun(work: JointWork) {
  work.brand(wuhua.name, wuhua.meaning, work.places.locality, wuhua.fromOn);
  const communities = work.places.ofLevel('COMMUNITY').filter(({ governed }) => governed);
  const units = work.places.linkedUnits;

  for (const [index, community] of communities.entries()) {
    const committee = idOf('party-organisation', `COMMUNITY_COMMITTEE:${community.id}`);
    const alliance = work.found('COMMUNITY_PARTY_ALLIANCE', '党建联盟', community, {
      partyOrganisationId: committee,
    });
    const members = units.filter((_, at) => at % communities.length === index);
    for (const unit of members) work.join(alliance, unit.id, 'MEMBER', '双向点单、联办服务日');
    if (index < duyun.seats) work.seat(members[0]!.id, 'PART_TIME_COMMITTEE_MEMBER', community, committee);

    order(work, {
      placedBy: 'COMMUNITY',
      areaId: community.id,
      allianceId: alliance.id,
      takenBy: members[index % members.length]!.id,
      title: '请成员单位为独居老人检修水电',
      placedOn: '2022-04-11',
      nth: index,
    });
    for (const day of duyun.serviceDays) {
      work.hold(
        {
          kind: 'SERVICE_DAY',
          title: '家门口服务日',
          areaId: community.id,
          series: 'home-door-day',
          organiserIds: members.map(({ id }) => id),
          day,
        },
        members.map(({ id }) => ({
          areaId: community.id,
          unitId: id,
          heads: between(work.random, 6, 30),
        })),
      );
    }
  }
}
