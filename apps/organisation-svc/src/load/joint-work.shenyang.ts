import { idOf } from '@jinlin/localities';
import { UNIT_LEADER } from '../locality';
import type { JointWork } from './joint-work';
import { shareOf } from './share';

/** The dedication day was held for 22 years on end, with 2.3 million person-times in all (S9). On which day is ours. */
const shenyang = {
  years: 22,
  lastYear: 2022,
  day: '07-01',
  personTimes: 2_300_000,
  membersEach: 3,
  shown: '210103',
};

/** Shenyang: 110 streets with a joint meeting and part-time members (S6, S8), and the dedication day (S9). */
export function joinShenyang(work: JointWork) {
  const { locality, ofLevel, units } = work.places;
  const streets = ofLevel('TOWNSHIP').filter((street) => street.governed);
  const bureaux = work.places.linkedUnits;
  const officeOf = new Map(
    units.filter(({ kind }) => kind === 'STREET_OFFICE').map((unit) => [unit.areaId, unit.id]),
  );

  for (const [index, street] of streets.entries()) {
    const committee = idOf('party-organisation', `BIG_WORK_COMMITTEE:${street.id}`);
    const meeting = work.found('JOINT_MEETING', '党建工作联席会议', street, {
      partyOrganisationId: committee,
      rules: '每季度召开一次；议题会前征集；议定事项明确责任单位和时限，下次会议通报办理情况。',
    });
    work.join(meeting, officeOf.get(street.id)!, 'CONVENER', '召集会议、督办议定事项');
    for (let nth = 0; nth < shenyang.membersEach; nth++) {
      const unit = bureaux[(index * shenyang.membersEach + nth) % bureaux.length]!;
      work.join(meeting, unit.id, 'MEMBER', '参加会议、认领并办理议定事项');
      if (nth === 0) work.seat(unit.id, 'PART_TIME_WORK_COMMITTEE_MEMBER', street, committee);
    }
  }
  seatSocieties(work);
  for (let nth = 0; nth < shenyang.years; nth++) {
    const year = shenyang.lastYear - shenyang.years + 1 + nth;
    work.hold(
      {
        kind: 'SERVICE_DAY',
        title: `${year}年共产党员社区奉献日`,
        areaId: locality.id,
        series: 'dedication-day',
        theme: year === shenyang.lastYear ? 'five-activities/01' : null,
        day: `${year}-${shenyang.day}`,
      },
      streets.map((street, index) => ({
        areaId: street.id,
        unitId: null,
        heads: shareOf(shenyang.personTimes, nth * streets.length + index, shenyang.years * streets.length),
      })),
    );
  }
}

/** In one district, whose posts are shown by name, the head of a society sits on each community's big committee (S8). */
function seatSocieties(work: JointWork) {
  const { ofLevel, units } = work.places;
  const societyOf = new Map(
    units.filter(({ kind }) => kind === 'SOCIAL_ORGANISATION').map((unit) => [unit.areaId, unit.id]),
  );
  for (const community of ofLevel('COMMUNITY')) {
    const unitId = societyOf.get(community.id);
    if (!unitId || !community.governed || !community.code.startsWith(shenyang.shown)) continue;

    const head = work.roster.member(community);
    work.roster.appoint(head, UNIT_LEADER.code, community, { unitId });
    work.headOf.set(unitId, head);
    const committee = idOf('party-organisation', `BIG_COMMUNITY_COMMITTEE:${community.id}`);
    work.seat(unitId, 'PART_TIME_COMMITTEE_MEMBER', community, committee);
  }
}
