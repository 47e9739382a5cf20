import { born, historyOf, type Loaded, step } from '@jinlin/acts';
import { dateOfDay, dayOfDate } from '@jinlin/calendar';
import { copyInto, copyRows } from '@jinlin/database';
import { historyCells, historyColumns } from '@jinlin/history';
import type { Role } from '@jinlin/identity';
import {
  type AreaSeed,
  between,
  idOf,
  isChosen,
  type Random,
  seededRandom,
  type UnitKind,
  type UnitSeed,
} from '@jinlin/localities';
import type { Loading } from '@jinlin/service';
import { Agreement, Commitment } from '../agreement/agreement.entity';
import { agreementStates, commitmentStates } from '../agreement/agreement.states';
import { dueDay } from '../agreement/due-day';
import { Alliance, AllianceMembership } from '../alliance/alliance.entity';
import { Brand } from '../brand/brand.entity';
import type { AllianceRole, WorkSide } from '../generated/graphql';
import { GridPlacement } from '../grid-placement/grid-placement.entity';
import { AttendanceSheet, JointActivity } from '../joint-activity/joint-activity.entity';
import { jointActivityStates } from '../joint-activity/joint-activity.states';
import { localities, UNIT_LEADER } from '../locality';
import { TwoWayOrder } from '../two-way-order/two-way-order.entity';
import { twoWayOrderStates } from '../two-way-order/two-way-order.states';
import type { Places } from './places';
import { numbered, type Roster } from './roster';
import { shareOf } from './share';

type Row<Entity> = Omit<Entity, '__typename'>;

/** 89 agreements, and 29 activities made together (H17); what came of the promises was not published. */
const hejiang = { agreements: 89, activities: 29, promisesEach: 3, theme: 'four-joints' };
/** The dedication day was held for 22 years on end, with 2.3 million person-times in all (S9). On which day is ours. */
const shenyang = {
  years: 22,
  lastYear: 2022,
  day: '07-01',
  personTimes: 2_300_000,
  membersEach: 3,
  shown: '210103',
};
/** Neighbour red alliances (F12). */
const fuzhou = { alliances: 368, membersEach: 2 };
/** Leaders of units that sit on community committees (D8). */
const duyun = { seats: 38, serviceDays: ['2021-11-20', '2022-05-21'] };

const by = (role: Role) => (day: string) => ({ at: new Date(`${day}T02:00:00Z`), role });
const organiser = by('ORGANISER');
const clerk = by('COMMUNITY_CLERK');
const desk = by('DEPARTMENT_CLERK');
const clock = by('OPERATOR');
const before = (day: string, days: number) => dateOfDay(dayOfDate(day) - days);

/** What units and areas of one locality do together. */
export class JointWork {
  readonly alliances: Loaded<Row<Alliance>>[] = [];
  readonly memberships: Loaded<Row<AllianceMembership>>[] = [];
  readonly agreements: Loaded<Row<Agreement>>[] = [];
  readonly commitments: Loaded<Row<Commitment>>[] = [];
  readonly orders: Loaded<Row<TwoWayOrder>>[] = [];
  readonly activities: Loaded<Row<JointActivity>>[] = [];
  readonly sheets: Loaded<Row<AttendanceSheet>>[] = [];
  readonly brands: Loaded<Row<Brand>>[] = [];
  readonly placements: Loaded<Row<GridPlacement>>[] = [];
  readonly random: Random;
  readonly headOf: Map<string, string>;
  private readonly ids = new Map<string, () => string>();

  constructor(
    readonly places: Places,
    readonly roster: Roster,
  ) {
    this.random = seededRandom(`joint work of ${places.locality.code}`);
    this.headOf = new Map(
      roster.appointments
        .filter(({ post }) => post === UNIT_LEADER.code)
        .map(({ unitId, personId }) => [unitId!, personId]),
    );
  }

  id(kind: string) {
    const next = this.ids.get(kind) ?? numbered(kind, this.places.locality.code);
    this.ids.set(kind, next);
    return next();
  }

  found(kind: string, title: string, { id: areaId, name }: AreaSeed, given: Partial<Row<Alliance>> = {}) {
    const foundedOn = dateOfDay(between(this.random, dayOfDate('2021-03-01'), dayOfDate('2021-12-31')));
    const row: Row<Alliance> = {
      id: this.id('alliance'),
      state: 'ACTIVE',
      kind,
      name: `${name}${title}`,
      areaId,
      partyOrganisationId: null,
      rules: null,
      foundedOn,
      dissolvedOn: null,
      ...given,
    };
    this.alliances.push(born(row, 'FOUND', organiser(foundedOn)));
    return row;
  }

  brand(name: string, meaning: string, { id: areaId }: AreaSeed, fromOn: string) {
    const row: Row<Brand> = {
      id: this.id('brand'),
      state: 'IN_USE',
      name,
      meaning,
      areaId,
      fromOn,
      toOn: null,
    };
    this.brands.push(born(row, 'REGISTER', clerk(fromOn)));
  }

  join(
    { id: allianceId, areaId, foundedOn }: Row<Alliance>,
    unitId: string,
    role: AllianceRole,
    duty: string,
  ) {
    const row: Row<AllianceMembership> = {
      id: this.id('alliance-membership'),
      state: 'MEMBER',
      allianceId,
      unitId,
      areaId,
      role,
      duty,
      fromOn: foundedOn,
      toOn: null,
    };
    this.memberships.push(born(row, 'JOIN', organiser(foundedOn)));
  }

  /** Seats the head of a unit on the committee of a place. */
  seat(unitId: string, post: string, area: AreaSeed, partyOrganisationId: string) {
    const head = this.headOf.get(unitId)!;
    this.roster.appoint(head, post, area, { partyOrganisationId, source: 'SECONDED', isConcurrent: true });
  }

  /** An activity that was held, with a sheet for each place or unit. */
  hold(
    given: Pick<Row<JointActivity>, 'kind' | 'title' | 'areaId' | 'day'> & Partial<Row<JointActivity>>,
    sheets: readonly Pick<Row<AttendanceSheet>, 'areaId' | 'unitId' | 'heads'>[],
  ) {
    const activity = this.plan(given);
    const { id: activityId, day } = activity.row;
    step(activity, jointActivityStates, 'HOLD', { ...clerk(day), facts: { on: day } });
    for (const { areaId, unitId, heads } of sheets) {
      const row: Row<AttendanceSheet> = {
        id: this.id('attendance-sheet'),
        state: 'RECORDED',
        activityId,
        areaId,
        unitId,
        partyOrganisationId: null,
        heads,
        day,
      };
      this.sheets.push(born(row, 'RECORD', { ...clerk(day), facts: { heads } }));
    }
  }

  plan(given: Pick<Row<JointActivity>, 'kind' | 'title' | 'areaId' | 'day'> & Partial<Row<JointActivity>>) {
    const row: Row<JointActivity> = {
      id: this.id('joint-activity'),
      state: 'PLANNED',
      series: null,
      theme: null,
      organiserIds: [],
      agreementId: null,
      ...given,
    };
    const activity = born(row, 'PLAN', clerk(before(given.day, 14)));
    this.activities.push(activity);
    return activity;
  }
}

const jointWork: Record<string, (work: JointWork) => void> = {
  '210100': joinShenyang,
  '350100': joinFuzhou,
  '350322': joinXianyou,
  '510522': joinHejiang,
  '522701': joinDuyun,
};

/** The joint work of a locality; localities whose articles do not tell of it have none. */
export function jointWorkOf(places: Places, roster: Roster) {
  const work = new JointWork(places, roster);
  jointWork[places.locality.code]?.(work);
  return work;
}

/** Shenyang: 110 streets with a joint meeting and part-time members (S6, S8), and the dedication day (S9). */
function joinShenyang(work: JointWork) {
  const { locality, ofLevel, units } = work.places;
  const streets = ofLevel('TOWNSHIP').filter((street) => street.governed);
  const bureaux = linked(work.places);
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

/** Fuzhou: 368 neighbour red alliances, called together by residents' committees (F12). */
function joinFuzhou(work: JointWork) {
  const { ofLevel, units } = work.places;
  const communities = ofLevel('COMMUNITY').filter(({ urban, governed }) => urban && governed);
  const committeeOf = new Map(
    units.filter(({ kind }) => kind === 'RESIDENTS_COMMITTEE').map((unit) => [unit.areaId, unit.id]),
  );
  const members = linked(work.places);

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

/** The brand of the city, as far as the garbled print shows it; its first day is ours (D3). */
const wuhua = { name: '五化社区·都匀城', meaning: '五变', fromOn: '2021-01-15' };

/** Duyun: an alliance in each of 45 communities, 38 leaders of units on their committees (D8), service at the door (D9). */
function joinDuyun(work: JointWork) {
  work.brand(wuhua.name, wuhua.meaning, work.places.locality, wuhua.fromOn);
  const communities = work.places.ofLevel('COMMUNITY').filter(({ governed }) => governed);
  const units = linked(work.places);

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

/** Hejiang: 89 agreements and what came of them, 29 activities, theme days at four festivals, a brand a community (H15–H18). */
function joinHejiang(work: JointWork) {
  const { locality, ofLevel, units } = work.places;
  const communities = ofLevel('COMMUNITY').filter(({ governed }) => governed);
  const red = units.filter(({ redStatus }) => redStatus);
  const partners = [...linked(work.places), ...red].slice(0, hejiang.agreements);

  for (const [index, unit] of partners.entries())
    agree(work, unit, communities[index % communities.length]!, index);
  for (const [index, { row }] of work.agreements.entries()) {
    if (!isChosen(index, hejiang.agreements, hejiang.activities)) continue;
    work.hold(
      {
        kind: 'JOINT',
        title: joint[index % joint.length]!,
        areaId: row.areaId,
        theme: row.theme,
        organiserIds: [row.unitId],
        agreementId: row.id,
        day: dateOfDay(between(work.random, dayOfDate('2022-01-15'), dayOfDate('2022-07-15'))),
      },
      [{ areaId: row.areaId, unitId: row.unitId, heads: between(work.random, 8, 40) }],
    );
  }
  for (const [index, community] of communities.entries()) {
    const own = partners.filter((_, at) => at % communities.length === index);
    celebrate(work, community, own);
    work.brand(brandNames[index % brandNames.length]!, '一区一品', community, '2021-09-01');
    for (const [nth, placedBy] of (['COMMUNITY', 'COMMUNITY', 'UNIT'] as const).entries()) {
      order(work, {
        placedBy,
        areaId: community.id,
        allianceId: null,
        takenBy: own[nth]!.id,
        title: placedBy === 'UNIT' ? '请社区安排青年志愿者岗位' : '请单位提供场地和师资',
        placedOn: '2022-03-14',
        nth: index + nth,
      });
    }
  }
  work.plan({
    kind: 'TRAINING',
    title: '党务工作培训',
    areaId: locality.id,
    series: 'party-affairs',
    organiserIds: [partners[0]!.id],
    day: '2026-12-10',
  });
}

const joint = ['共建品牌观摩', '便民服务集市', '背街小巷大扫除', '邻里志愿行动'];
const brandNames = [
  '桥',
  '灯塔',
  '邻光',
  '同心圆',
  '红石榴',
  '暖巷',
  '和院',
  '橙心',
  '微光',
  '连心',
  '荔香',
  '江畔',
  '百家',
];
const promises: [
  promisedBy: WorkSide,
  content: string,
  wanted: Pick<Row<Commitment>, 'wantedOn' | 'workingDays'>,
][] = [
  ['UNIT', '开放会议室和停车位', { wantedOn: '2022-04-30', workingDays: null }],
  ['UNIT', '结对帮扶困难家庭', { wantedOn: null, workingDays: 60 }],
  ['COMMUNITY', '为单位党员提供服务岗位', { wantedOn: '2026-12-26', workingDays: null }],
];

/** An agreement of a unit and a community, and what became of its promises: most kept, some late, a few broken. */
function agree(work: JointWork, { id: unitId, name }: UnitSeed, community: AreaSeed, nth: number) {
  const signedOn = dateOfDay(between(work.random, dayOfDate('2021-10-08'), dayOfDate('2021-12-24')));
  const offeredOn = before(signedOn, 7);
  const agreement = born<Row<Agreement>>(
    {
      id: work.id('agreement'),
      state: 'PROPOSED',
      title: `${community.name}与${name}共建协议`,
      theme: `${hejiang.theme}/0${(nth % 4) + 1}`,
      areaId: community.id,
      unitId,
      proposedBy: 'COMMUNITY',
      fromOn: '2022-01-01',
      toOn: '2026-12-31',
      signedOn: null,
      endedOn: null,
    },
    'PROPOSE',
    clerk(offeredOn),
  );
  step(agreement, agreementStates, 'SIGN', { ...desk(signedOn), facts: { on: signedOn } }, { signedOn });
  work.agreements.push(agreement);

  const calendar = localities.of(community.code).calendar(signedOn);
  for (const [at, [promisedBy, content, wanted]] of promises.entries()) {
    const commitment = born<Row<Commitment>>(
      {
        id: work.id('commitment'),
        state: 'OFFERED',
        agreementId: agreement.row.id,
        areaId: community.id,
        unitId,
        promisedBy,
        content,
        ...wanted,
        dueOn: null,
        keptOn: null,
      },
      'OFFER',
      clerk(offeredOn),
    );
    const dueOn = dueDay(calendar, wanted, signedOn);
    step(commitment, commitmentStates, 'PROMISE', { ...desk(signedOn), facts: { dueOn } }, { dueOn });
    if (promisedBy === 'UNIT') settle(commitment, nth * hejiang.promisesEach + at);
    work.commitments.push(commitment);
  }
}

/** One promise in eleven was broken, one in seven kept late, the others in time. */
function settle(commitment: Loaded<Row<Commitment>>, nth: number) {
  const dueOn = commitment.row.dueOn!;
  const isBroken = nth % 11 === 10;
  const isLate = nth % 7 === 6;
  if (isBroken || isLate) {
    step(commitment, commitmentStates, 'FALL_DUE', clock(before(dueOn, 7)));
    step(commitment, commitmentStates, 'BREAK', clock(before(dueOn, -1)));
  }
  if (isBroken) return;
  const keptOn = before(dueOn, isLate ? -9 : 12);
  const action = isLate ? 'KEEP_LATE' : 'KEEP';
  step(commitment, commitmentStates, action, { ...clerk(keptOn), facts: { on: keptOn } }, { keptOn });
}

const festivals = [
  ['national-day', '“国庆”主题党日', '2021-10-01'],
  ['may-fourth', '“五四”主题党日', '2022-05-04'],
  ['dragon-boat', '“端午”主题党日', '2022-06-03'],
  ['july-first', '“七一”主题党日', '2022-07-01'],
] as const;

/** Theme days of a community at four festivals, attended by several of its partners (H18). */
function celebrate(work: JointWork, { id: areaId }: AreaSeed, partners: readonly UnitSeed[]) {
  const attending = partners.slice(0, 3);
  for (const [series, title, day] of festivals) {
    work.hold(
      { kind: 'THEME_DAY', title, areaId, series, organiserIds: attending.map(({ id }) => id), day },
      attending.map(({ id }) => ({ areaId, unitId: id, heads: between(work.random, 5, 25) })),
    );
  }
}

interface Ordering {
  placedBy: WorkSide;
  areaId: string;
  allianceId: string | null;
  /** The unit that ordered, was ordered from, or took the order to its alliance. */
  takenBy: string;
  title: string;
  placedOn: string;
  nth: number;
}

/** An order that was taken, carried out and appraised; one in thirteen was turned down, or taken back. */
function order(work: JointWork, { placedBy, areaId, allianceId, takenBy, title, placedOn, nth }: Ordering) {
  const [placing, taking] = placedBy === 'UNIT' ? [desk, clerk] : [clerk, desk];
  const fulfilledOn = before(placedOn, -between(work.random, 5, 25));
  const placed = born<Row<TwoWayOrder>>(
    {
      id: work.id('two-way-order'),
      state: 'PLACED',
      placedBy,
      areaId,
      unitId: allianceId ? null : takenBy,
      allianceId,
      title,
      details: null,
      theme: null,
      placedOn,
      wantedBy: before(placedOn, -21),
      fulfilledOn: null,
      score: null,
      comment: null,
    },
    'PLACE',
    placing(placedOn),
  );
  work.orders.push(placed);
  if (nth % 13 === 12) {
    if (allianceId)
      step(placed, twoWayOrderStates, 'WITHDRAW', { ...placing(fulfilledOn), reason: '已另行解决' });
    else step(placed, twoWayOrderStates, 'DECLINE', { ...taking(fulfilledOn), reason: '暂无条件' });
    return;
  }
  const score = between(work.random, 3, 5);
  const taken = { ...taking(before(placedOn, -2)), facts: { unitId: takenBy } };
  step(placed, twoWayOrderStates, 'ACCEPT', taken, { unitId: takenBy });
  step(
    placed,
    twoWayOrderStates,
    'FULFIL',
    { ...taking(fulfilledOn), facts: { on: fulfilledOn } },
    { fulfilledOn },
  );
  const appraised = { ...placing(before(fulfilledOn, -3)), facts: { score } };
  step(placed, twoWayOrderStates, 'APPRAISE', appraised, { score });
}

const enterGrids: ReadonlySet<UnitKind> = new Set([
  'DEPARTMENT',
  'INSTITUTION',
  'ENTERPRISE',
  'SOCIAL_ORGANISATION',
  'PROPERTY_COMPANY',
]);

/** Xianyou: organs, enterprises, institutions and “two new” organisations enter the grids (X3); which, is ours to say. */
function joinXianyou(work: JointWork) {
  const grids = work.places.ofLevel('GRID');
  const units = work.places.units.filter(({ kind }) => enterGrids.has(kind));
  const fromOn = '2022-03-01';
  for (const [index, { id: unitId }] of units.entries()) {
    const grid = grids[Math.floor((index * grids.length) / units.length)]!;
    const row: Row<GridPlacement> = {
      id: work.id('grid-placement'),
      state: 'PLACED',
      unitId,
      areaId: grid.id,
      fromOn,
      toOn: null,
    };
    work.placements.push(born(row, 'PLACE', organiser(fromOn)));
  }
}

const linked = (places: Places): UnitSeed[] => places.units.filter((unit) => unit.linked !== null);

/** Writes all of it, each record with its history. */
export async function loadJointWork({ client, db }: Loading, work: JointWork) {
  const kinds = [
    [Alliance, work.alliances],
    [AllianceMembership, work.memberships],
    [Agreement, work.agreements],
    [Commitment, work.commitments],
    [TwoWayOrder, work.orders],
    [JointActivity, work.activities],
    [AttendanceSheet, work.sheets],
    [Brand, work.brands],
    [GridPlacement, work.placements],
  ] as const;
  for (const [entity, loaded] of kinds) {
    const records = loaded as readonly Loaded<{ id: string; state: string }>[];
    if (records.length === 0) continue;
    await copyRows(
      client,
      db.getMetadata(entity),
      records.map(({ row }) => row),
    );
    await copyInto(client, 'history', historyColumns, historyCellsOf(entity.name, records));
  }
}

function* historyCellsOf(name: string, records: readonly Loaded<{ id: string; state: string }>[]) {
  for (const record of records) yield* historyOf(name, record).map(historyCells);
}
