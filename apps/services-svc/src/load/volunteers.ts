import type { HistoryRow } from '@jinlin/history';
import {
  type AreaSeed,
  between,
  fictionalName,
  fictionalPhone,
  idOf,
  oneOf,
  type Random,
  seededRandom,
  shares,
} from '@jinlin/localities';
import { maskName, maskPhone, type Vault } from '@jinlin/privacy';
import type { VolunteerActivityKind } from '../generated/graphql';
import type { LocalityRules } from '../locality';
import type { PointsBooking, PointsGoods, PointsPosting } from '../points/points.entity';
import { bookingLife, goodsLife } from '../points/points.life';
import type {
  ActivityParticipation,
  Volunteer,
  VolunteerActivity,
  VolunteerTeam,
} from '../volunteer/volunteer.entity';
import { activityLife, participationLife, teamLife, volunteerLife } from '../volunteer/volunteer.life';
import { lived } from './lived';
import { type Places, shown } from './places';

type Row<Entity> = Omit<Entity, '__typename'>;

/** Teams with all that hangs on them, and the history of each. */
export interface LoadedVolunteers {
  teams: Row<VolunteerTeam>[];
  volunteers: Row<Volunteer>[];
  activities: Row<VolunteerActivity>[];
  participations: Row<ActivityParticipation>[];
  goods: Row<PointsGoods>[];
  bookings: Row<PointsBooking>[];
  postings: Omit<PointsPosting, 'id'>[];
  history: HistoryRow[];
}

interface TeamPlan {
  place: AreaSeed;
  name: string;
  isOfPartyMembers: boolean;
  /** What the team has done: when it began, what it was, and how many people it reached. */
  held: readonly { startsAt: Date; title: string; kind: VolunteerActivityKind; audience: number }[];
  members: number;
}

const DAY = 86_400_000;
const HOUR = 3_600_000;
const foundedOn = '2020-03-05';
const foundedAt = new Date(`${foundedOn}T09:00:00+08:00`);

/** More than 100 teams of Party members and more than 400 activities of theirs, by the end of July 2022 (D19). */
const partyTeams = 104;
const partyActivities = 412;
/** More than 180 services of the rule-of-law team for more than 9 000 people, by the end of July 2022 (X16). */
const lawServices = 184;
const lawAudience = 9120;
const LAW_TEAM_AT = '350322103001';

export function livedVolunteers(places: Places, rules: LocalityRules, vault: Vault): LoadedVolunteers {
  const loaded: LoadedVolunteers = {
    teams: [],
    volunteers: [],
    activities: [],
    participations: [],
    goods: [],
    bookings: [],
    postings: [],
    history: [],
  };
  const random = seededRandom(`volunteers ${rules.code}`);
  for (const plan of teamPlansOf(places, random)) addTeam(loaded, plan, rules, vault, random);
  return loaded;
}

function teamPlansOf({ locality, governed, urban, byCode }: Places, random: Random): TeamPlan[] {
  const lawTeamAt = byCode.get(LAW_TEAM_AT);
  return [
    ...(locality === '522701' ? teamsOfPartyMembers(governed, random) : []),
    ...(lawTeamAt ? [lawTeam(lawTeamAt, random)] : []),
    ...urban
      .filter(({ code }) => shown.has(code))
      .map((place) => ({
        place,
        name: `${place.name}邻里互助志愿服务队`,
        isOfPartyMembers: false,
        held: [
          held(random, '2026-08-15', '夏夜纳凉宣讲', 'CULTURE', 40),
          held(random, '2026-09-12', '独居老人家庭清扫', 'CARE', 12),
          held(random, '2026-10-17', '楼道清理', 'SURROUNDINGS', 60),
        ],
        members: 6,
      })),
  ];
}

const teamsOfPartyMembers = (governed: readonly AreaSeed[], random: Random): TeamPlan[] =>
  Array.from({ length: partyTeams }, (_, number) => {
    const place = governed[number % governed.length]!;
    const count =
      Math.floor(((number + 1) * partyActivities) / partyTeams) -
      Math.floor((number * partyActivities) / partyTeams);
    return {
      place,
      name: `${place.name}党员志愿服务${Math.floor(number / governed.length) + 1}队`,
      isOfPartyMembers: true,
      held: Array.from({ length: count }, () =>
        held(
          random,
          dayBefore(random, '2022-07-26'),
          '党员志愿服务',
          oneOf(random, kinds),
          between(random, 8, 60),
        ),
      ),
      members: 0,
    };
  });

const kinds: readonly VolunteerActivityKind[] = ['CARE', 'SURROUNDINGS', 'CULTURE', 'EMERGENCY'];

const lawTeam = (place: AreaSeed, random: Random): TeamPlan => ({
  place,
  name: '夕阳红法治文艺宣传队',
  isOfPartyMembers: false,
  held: shares(random, lawAudience, lawServices, 5).map((audience) =>
    held(random, dayBefore(random, '2022-07-30'), '法治文艺宣讲', 'LAW', audience),
  ),
  members: 0,
});

const held = (random: Random, day: string, title: string, kind: VolunteerActivityKind, audience: number) => ({
  startsAt: new Date(new Date(`${day}T08:00:00+08:00`).getTime() + between(random, 0, 9) * HOUR),
  title,
  kind,
  audience,
});

/** A day in the two years up to the one given. */
const dayBefore = (random: Random, last: string) =>
  new Date(Date.parse(last) - between(random, 0, 700) * DAY).toISOString().slice(0, 10);

function addTeam(
  loaded: LoadedVolunteers,
  plan: TeamPlan,
  rules: LocalityRules,
  vault: Vault,
  random: Random,
) {
  const { place, name, isOfPartyMembers } = plan;
  const id = idOf('volunteer-team', `${place.code}:${name}`);
  const at = { areaId: place.id, areaPath: place.path };
  const here = { ...at, localityCode: rules.code, communityId: place.id };
  const recruits = plan.members > 0;
  const call = '每周六下午有空的邻居，一起陪独居老人说说话。';

  const { state, history } = lived(
    teamLife,
    id,
    { action: 'FOUND', at: foundedAt, role: 'COMMUNITY_CLERK', state: 'ACTIVE' },
    recruits
      ? [{ action: 'RECRUIT', at: foundedAt, role: 'COMMUNITY_CLERK', facts: { wanted: 10, call } }]
      : [],
  );
  loaded.teams.push({
    ...here,
    id,
    name,
    state,
    isOfPartyMembers,
    foundedOn,
    wanted: recruits ? 10 : null,
    call: recruits ? call : null,
    members: plan.members,
  });
  loaded.history.push(...history);

  const volunteers = Array.from({ length: plan.members }, (_, number) =>
    aVolunteer(loaded, { teamId: id, number, place, rules, vault, random }),
  );
  plan.held.forEach((doing, number) => {
    const activity = anActivity(loaded, {
      ...doing,
      id: idOf('volunteer-activity', `${id}:${number}`),
      teamId: id,
      here,
      minutes: 120 * volunteers.length,
      signedUp: volunteers.length,
    });
    for (const volunteer of volunteers) aService(loaded, { activity, volunteer, rules });
  });
  if (rules.points(foundedOn) ?? rules.points('2026-01-01')) addGoods(loaded, here, volunteers[0], rules);
}

interface Here {
  areaId: string;
  areaPath: string;
  localityCode: string;
  communityId: string;
}

interface VolunteerPlan {
  teamId: string;
  number: number;
  place: AreaSeed;
  rules: LocalityRules;
  vault: Vault;
  random: Random;
}

function aVolunteer(
  { volunteers, history: all }: LoadedVolunteers,
  { teamId, number, place, rules, vault, random }: VolunteerPlan,
) {
  const id = idOf('volunteer', `${teamId}:${number}`);
  const name = fictionalName(random);
  const phone = fictionalPhone(random);
  const role =
    number === 0 ? ('LEADER' as const) : number === 1 ? ('LAW_SAVVY' as const) : ('MEMBER' as const);
  const appliedAt = new Date(foundedAt.getTime() + between(random, 1, 60) * DAY);
  const { state, history } = lived(
    volunteerLife,
    id,
    { action: 'APPLY', at: appliedAt, role: 'COMMUNITY_CLERK', state: 'APPLIED' },
    [{ action: 'ADMIT', at: appliedAt, role: 'COMMUNITY_CLERK', facts: { role } }],
  );
  const row = {
    id,
    teamId,
    localityCode: rules.code,
    state,
    role,
    maskedName: maskName(name),
    maskedPhone: maskPhone(phone),
    sealedName: vault.seal(name),
    sealedPhone: vault.seal(phone),
    personId: null,
    appliedAt,
    areaId: place.id,
    areaPath: place.path,
  };
  volunteers.push(row);
  all.push(...history);
  return row;
}

interface ActivityPlan {
  id: string;
  teamId: string;
  here: Here;
  startsAt: Date;
  title: string;
  kind: VolunteerActivityKind;
  audience: number;
  signedUp: number;
  minutes: number;
}

function anActivity(loaded: LoadedVolunteers, { here, startsAt, audience, ...plan }: ActivityPlan) {
  const endsAt = new Date(startsAt.getTime() + 2 * HOUR);
  const { state, history } = lived(
    activityLife,
    plan.id,
    { action: 'PLAN', at: new Date(startsAt.getTime() - 7 * DAY), role: 'COMMUNITY_CLERK', state: 'PLANNED' },
    [{ action: 'HOLD', at: endsAt, role: 'COMMUNITY_CLERK', facts: { audience } }],
  );
  const row = { ...here, ...plan, state, startsAt, endsAt, places: null, audience };
  loaded.activities.push(row);
  loaded.history.push(...history);
  return row;
}

interface ServicePlan {
  activity: Row<VolunteerActivity>;
  volunteer: Row<Volunteer>;
  rules: LocalityRules;
}

/** Two hours of somebody at an activity, with the points that the rule gives for them. */
function aService(loaded: LoadedVolunteers, { activity, volunteer, rules }: ServicePlan) {
  const id = idOf('participation', `${activity.id}:${volunteer.id}`);
  const minutes = 120;
  const signedUpAt = new Date(activity.startsAt.getTime() - 3 * DAY);
  const { areaId, areaPath, personId } = volunteer;
  const { state, history } = lived(
    participationLife,
    id,
    { action: 'SIGN_UP', at: signedUpAt, role: 'COMMUNITY_CLERK', state: 'SIGNED_UP' },
    [{ action: 'SERVE', at: activity.endsAt, role: 'COMMUNITY_CLERK', facts: { minutes } }],
  );
  loaded.participations.push({
    id,
    activityId: activity.id,
    volunteerId: volunteer.id,
    state,
    minutes,
    signedUpAt,
    personId,
    areaId,
    areaPath,
  });
  loaded.history.push(...history);

  const rule = rules.points(activity.endsAt.toISOString().slice(0, 10));
  if (!rule) return;
  aBooking(loaded, volunteer, {
    id: idOf('points', id),
    kind: 'AWARD',
    points: 2 * rule.pointsPerHour,
    participationId: id,
    ruleVersion: rule.ruleVersion,
    bookedAt: activity.endsAt,
  });
}

type BookingPlan = Pick<PointsBooking, 'id' | 'kind' | 'points' | 'ruleVersion' | 'bookedAt'> &
  Partial<Pick<PointsBooking, 'participationId' | 'goodsId' | 'quantity'>>;

function aBooking(loaded: LoadedVolunteers, volunteer: Row<Volunteer>, plan: BookingPlan) {
  const { id: volunteerId, localityCode, personId, areaId, areaPath } = volunteer;
  const { id, kind, points, ruleVersion, bookedAt } = plan;
  const action = kind === 'AWARD' ? 'AWARD' : 'REDEEM';
  const { state, history } = lived(
    bookingLife,
    id,
    { action, at: bookedAt, role: 'COMMUNITY_CLERK', state: 'BOOKED', ruleVersion, facts: { points } },
    [],
  );
  loaded.bookings.push({
    goodsId: null,
    quantity: null,
    participationId: null,
    counterpartId: null,
    lapsesOn: null,
    hasLapsed: false,
    ...plan,
    state,
    reason: null,
    volunteerId,
    localityCode,
    personId,
    areaId,
    areaPath,
  });
  const gained = kind === 'AWARD' ? points : -points;
  loaded.postings.push(
    { bookingId: id, volunteerId, points: gained, postedAt: bookedAt },
    { bookingId: id, volunteerId: null, points: -gained, postedAt: bookedAt },
  );
  loaded.history.push(...history);
}

const shelf = [
  { name: '大米5公斤', price: 60, stock: 20 },
  { name: '洗衣液', price: 30, stock: 40 },
  { name: '长者食堂餐券', price: 10, stock: 100 },
];

/** What a community with points has on its shelf; the leader of the team has had one bottle of it. */
function addGoods(
  loaded: LoadedVolunteers,
  here: Here,
  leader: Row<Volunteer> | undefined,
  rules: LocalityRules,
) {
  const redeemedAt = new Date('2026-11-02T10:00:00+08:00');
  for (const { name, price, stock } of leader ? shelf : []) {
    const id = idOf('points-goods', `${here.areaId}:${name}`);
    const isTaken = name === '洗衣液';
    const { state, history } = lived(
      goodsLife,
      id,
      {
        action: 'OFFER',
        at: new Date('2026-07-01T09:00:00+08:00'),
        role: 'COMMUNITY_CLERK',
        state: 'OFFERED',
      },
      isTaken ? [{ action: 'HAND_OUT', at: redeemedAt, role: 'COMMUNITY_CLERK', facts: { pieces: 1 } }] : [],
    );
    loaded.goods.push({ ...here, id, name, state, price, stock: isTaken ? stock - 1 : stock });
    loaded.history.push(...history);
    if (leader && isTaken) {
      aBooking(loaded, leader, {
        id: idOf('points', `${leader.id}:${name}`),
        kind: 'REDEMPTION',
        points: price,
        goodsId: id,
        quantity: 1,
        ruleVersion: rules.points('2026-11-02')!.ruleVersion,
        bookedAt: redeemedAt,
      });
    }
  }
}
