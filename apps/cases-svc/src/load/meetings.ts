import { born, historyOf, type Loaded, step } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import type { HistoryRow } from '@jinlin/history';
import {
  type AreaSeed,
  between,
  idOf,
  oneOf,
  type Random,
  seededRandom,
  type UnitSeed,
} from '@jinlin/localities';
import { Council, CouncilMember } from '../council/council.entity';
import { nextMeetingDueOn } from '../council/council.service';
import { councilStates } from '../council/council.states';
import type { MatterSource } from '../generated/graphql';
import type { LocalityRules } from '../locality';
import { Matter, MatterTask } from '../matter/matter.entity';
import { matterStates, matterTaskStates } from '../matter/matter.states';
import { Meeting } from '../meeting/meeting.entity';
import { meetingStates } from '../meeting/meeting.states';
import { type CouncilPlan, type FoundedCouncil, foundedCouncil, nameOf } from './councils';
import { keepAll, type Row, type Start } from './keep';
import { SHOWN } from './plans';

/** H14: so many joint meetings were held by the summer of 2022. */
const JOINT_MEETINGS = 8;

/** H13: what each of them had on its agenda: more than 110 matters in all, of the five kinds. */
const AGENDA = [
  ...Array<string>(5).fill('DIFFICULT'),
  ...Array<string>(3).fill('MAJOR'),
  ...Array<string>(3).fill('PRACTICAL'),
  ...Array<string>(2).fill('IMPORTANT'),
  'URGENT',
];

/** H13: more than 35 difficult matters are solved; one in ten of those that were discussed is not. */
const SOLVED_OF_TEN = 9;

/** D14: compounds in which the branch leads talks of three parties, how often they talked, and on how much together. */
const TALKING_COMPOUNDS = 24;
const TALKS_EACH = 6;
const MATTERS_EACH = 17;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CLERK = 'COMMUNITY_CLERK';

/** The councils of a locality, what they met for, and what came of it. */
interface LivedMeetings {
  councils: Row<Council>[];
  members: Row<CouncilMember>[];
  meetings: Row<Meeting>[];
  matters: Row<Matter>[];
  tasks: Row<MatterTask>[];
  history: HistoryRow[];
}

/** Loads what councils have lived through. */
export async function loadMeetings(start: Start) {
  const all = start.grounds.map(({ locality, areas, units }) =>
    livedMeetings(locality, areas, units, start.now),
  );
  const { matters } = await keepAll(start, all, {
    councils: Council,
    members: CouncilMember,
    meetings: Meeting,
    matters: Matter,
    tasks: MatterTask,
  });
  start.progress('matters of councils', matters, matters);
}

/**
 * The joint meetings of Hejiang (H13, H14) and the residents' talks of Duyun (D14) that a locality starts with, and a
 * meeting ahead in the communities that the docs speak of.
 */
function livedMeetings(
  locality: LocalityRules,
  areas: readonly AreaSeed[],
  units: readonly UnitSeed[],
  now: Date,
): LivedMeetings {
  const lived: LivedMeetings = {
    councils: [],
    members: [],
    meetings: [],
    matters: [],
    tasks: [],
    history: [],
  };
  const county = areas.find(({ code }) => code === locality.code);
  const chronicle = new Chronicle(locality, lived);
  if (county && locality.code === '510522') jointMeetings(chronicle, county, units);
  if (county && locality.code === '522701') talks(chronicle, areas, units);
  for (const community of areas.filter(({ code }) => SHOWN.has(code)))
    ahead(chronicle, community, units, now);
  return lived;
}

/** A council of a community is called for some days from now, with a matter of each kind on the agenda. */
function ahead(chronicle: Chronicle, area: AreaSeed, units: readonly UnitSeed[], now: Date) {
  const { councilKinds, matterKinds } = chronicle.locality;
  const kind = councilKinds(now).find(({ levels }) => levels.includes('COMMUNITY'))!;
  const departments = units.filter((unit) => unit.kind === 'DEPARTMENT').slice(0, 4);
  const council = chronicle.council({
    key: `${kind.key} of ${area.code}`,
    kind: kind.key,
    area,
    name: nameOf(area, kind),
    seats: departments.map(({ id }, i) => ({
      unitId: id,
      side: kind.sides?.[i % kind.sides.length]?.key ?? null,
    })),
  });
  const calledAt = new Date(now.getTime() - DAY);
  const meeting = chronicle.called(council, new Date(now.getTime() + 3 * DAY), calledAt);
  for (const [i, { key }] of matterKinds(now).entries()) {
    chronicle.keepMatter(
      chronicle.scheduled(meeting.row, calledAt, i + 1, { kind: key, source: 'COMMUNITY' }),
    );
  }
  chronicle.keepMeeting(meeting);
  chronicle.end(council);
}

/** Every two months or so the county's joint meeting sees to matters of all five kinds. */
function jointMeetings(chronicle: Chronicle, county: AreaSeed, units: readonly UnitSeed[]) {
  const departments = units.filter(({ kind }) => kind === 'DEPARTMENT').slice(0, 12);
  const council = chronicle.council({
    key: 'joint meeting',
    kind: 'JOINT_MEETING',
    area: county,
    name: '合江县城市基层党建联席会议',
    seats: departments.map(({ id }) => ({ unitId: id })),
  });
  for (let i = 0; i < JOINT_MEETINGS; i++) {
    const at = new Date(Date.UTC(2021, 0, 12, 1 + (i % 3)) + i * 66 * DAY);
    chronicle.meeting(
      council,
      at,
      AGENDA.map((kind, place) => ({
        kind,
        source: 'MEMBER',
        isSolved: kind !== 'DIFFICULT' || (i * 5 + place) % 10 < SOLVED_OF_TEN,
        unitIds: takersOf(kind).map((nth) => departments[(i + place + nth) % departments.length]!.id),
      })),
    );
  }
  chronicle.end(council);
}

/** How many units take a task home from a matter of a kind. */
const takersOf = (kind: string) => (kind === 'DIFFICULT' ? [0, 1] : kind === 'PRACTICAL' ? [0] : []);

/**
 * Every fortnight or so branch, owners' committee and property company talk with residents, and settle what they come
 * with: since April 2022, from when on the compounds lie in their communities of today.
 */
function talks(chronicle: Chronicle, areas: readonly AreaSeed[], units: readonly UnitSeed[]) {
  const committeeOf = unitsAt(units, 'OWNERS_COMMITTEE');
  const communityOf = unitsAt(units, 'RESIDENTS_COMMITTEE');
  const companies = units.filter(({ kind }) => kind === 'PROPERTY_COMPANY');
  const compounds = areas.filter(({ level, id }) => level === 'COMPOUND' && committeeOf.has(id));

  for (const [i, area] of compounds.slice(0, TALKING_COMPOUNDS).entries()) {
    const [owners, company] = [committeeOf.get(area.id)!, companies[i % companies.length]!.id];
    const branch = communityOf.get(area.parentId!) ?? owners;
    const council = chronicle.council({
      key: `talk of ${area.code}`,
      kind: 'THREE_PARTY_TALK',
      area,
      name: `${area.name}三方共商`,
      seats: [
        { unitId: branch, side: 'BRANCH' },
        { unitId: owners, side: 'OWNERS' },
        { unitId: company, side: 'PROPERTY' },
      ],
    });
    for (let talk = 0; talk < TALKS_EACH; talk++) {
      const from = Math.floor((MATTERS_EACH * talk) / TALKS_EACH);
      const until = Math.floor((MATTERS_EACH * (talk + 1)) / TALKS_EACH);
      const matters = Array.from({ length: until - from }, () => ({
        kind: 'TALK',
        source: 'RESIDENTS_TALK' as const,
        isSolved: true,
        unitIds: [company],
      }));
      chronicle.meeting(council, new Date(Date.UTC(2022, 3, 6 + (i % 10) + 17 * talk, 1)), matters);
    }
    chronicle.end(council);
  }
}

const unitsAt = (units: readonly UnitSeed[], wanted: UnitSeed['kind']) =>
  new Map(units.filter(({ kind }) => kind === wanted).map(({ areaId, id }) => [areaId, id]));

interface MatterPlan {
  kind: string;
  source: MatterSource;
}

interface SettledMatterPlan extends MatterPlan {
  isSolved: boolean;
  /** Who takes a task home. */
  unitIds: readonly string[];
}

/** Lives councils, meetings and matters through their lives, by the same tables and rules as their acts would. */
class Chronicle {
  private readonly random: Random;

  constructor(
    readonly locality: LocalityRules,
    private readonly lived: LivedMeetings,
  ) {
    this.random = seededRandom(`meetings ${locality.code}`);
  }

  council(plan: CouncilPlan) {
    const council = foundedCouncil(this.locality, plan);
    this.lived.members.push(...council.members);
    return council;
  }

  /** A meeting that is called, and no more. */
  called({ row }: FoundedCouncil, at: Date, calledAt: Date): Loaded<Row<Meeting>> {
    const number = ++row.meetingCount;
    return born<Row<Meeting>>(
      {
        id: idOf('meeting', `${row.id} ${number}`),
        councilId: row.id,
        councilKind: row.kind,
        state: 'CALLED',
        areaId: row.areaId,
        areaPath: row.areaPath,
        number,
        purpose: PURPOSES[(number - 1) % PURPOSES.length]!,
        scheduledFor: at,
        venue: '党群服务中心',
        presentMemberIds: [],
        openedAt: null,
        closedAt: null,
        minutes: null,
      },
      'CALL',
      { at: calledAt, role: CLERK },
    );
  }

  /** A meeting with all members, at which all of the agenda was resolved on. */
  meeting(council: FoundedCouncil, at: Date, matters: readonly SettledMatterPlan[]) {
    const { row, members } = council;
    const calledAt = new Date(at.getTime() - 5 * DAY);
    const closedAt = new Date(at.getTime() + 2 * HOUR);
    const meeting = this.called(council, at, calledAt);
    const presentMemberIds = members.map((member) => member.id);
    const facts = { present: presentMemberIds.length };
    step(meeting, meetingStates, 'OPEN', { at, role: CLERK, facts }, { presentMemberIds, openedAt: at });
    for (const [i, plan] of matters.entries()) {
      const matter = this.scheduled(meeting.row, calledAt, i + 1, plan);
      this.settle(matter, meeting.row, plan);
      this.keepMatter(matter);
    }
    const minutes = `到会成员单位${members.length}家，议定事项${matters.length}项。`;
    step(meeting, meetingStates, 'CLOSE', { at: closedAt, role: CLERK }, { minutes, closedAt });
    this.keepMeeting(meeting);

    const lastMetOn = dateIn(at);
    const kind = this.locality.councilKind(row.kind, at)!;
    const met = { lastMetOn, nextMeetingDueOn: nextMeetingDueOn(kind, lastMetOn) };
    step(council, councilStates, 'MEET', { at: closedAt, role: CLERK }, met);
  }

  /** Lets go of a council that has met for the last time so far. */
  end(council: FoundedCouncil) {
    this.lived.councils.push(council.row);
    this.keep('Council', council);
  }

  /** A matter that was raised and put on the agenda of a meeting. */
  scheduled(
    meeting: Row<Meeting>,
    raisedAt: Date,
    agendaNumber: number,
    plan: MatterPlan,
  ): Loaded<Row<Matter>> {
    const { id: meetingId, councilKind, areaId, areaPath } = meeting;
    const id = idOf('matter', `${meetingId} ${agendaNumber}`);
    const { ruleVersion, ...rule } = this.locality.matter(plan.kind, 'GENERAL', raisedAt)!;
    const matter = born<Row<Matter>>(
      {
        ...rule,
        id,
        localityCode: this.locality.code,
        state: 'RAISED',
        kind: plan.kind,
        urgency: 'GENERAL',
        source: plan.source,
        areaId,
        areaPath,
        title: oneOf(this.random, TITLES[plan.kind] ?? []),
        caseId: null,
        meetingId: null,
        councilKind: null,
        agendaNumber: null,
        ruleVersion,
        resolution: null,
        votesInFavour: null,
        votesAgainst: null,
        votesAbstained: null,
        consultedUnitIds: [],
        taskUnitIds: [],
        result: null,
        raisedAt,
        discussedAt: null,
        endedAt: null,
      },
      'RAISE',
      { at: raisedAt, role: CLERK, ruleVersion },
    );
    const onAgenda = { meetingId, councilKind, agendaNumber };
    step(matter, matterStates, 'SCHEDULE', { at: raisedAt, role: CLERK, facts: { meetingId } }, onAgenda);
    return matter;
  }

  /** What a meeting resolved on a matter, and what came of it. */
  private settle(matter: Loaded<Row<Matter>>, meeting: Row<Meeting>, plan: SettledMatterPlan) {
    const at = meeting.scheduledFor;
    const voted = matter.row.form === 'DECIDE' ? meeting.presentMemberIds.length : null;
    const votes = voted && { votesInFavour: voted, votesAgainst: 0, votesAbstained: 0 };
    step(
      matter,
      matterStates,
      'RESOLVE',
      { at, role: CLERK },
      {
        resolution: '经会议研究，同意办理。',
        ...votes,
        taskUnitIds: [...plan.unitIds],
        discussedAt: at,
      },
    );
    const doneAt = new Date(at.getTime() + between(this.random, 2, 9) * DAY);
    for (const unitId of plan.unitIds) this.task(matter.row, unitId, at, plan.isSolved ? doneAt : null);
    if (plan.isSolved) {
      const endedAt = new Date(doneAt.getTime() + 2 * HOUR);
      step(matter, matterStates, 'SOLVE', { at: endedAt, role: CLERK }, { result: '已办结。', endedAt });
    }
  }

  private task(
    { id: matterId, areaId, areaPath }: Row<Matter>,
    unitId: string,
    at: Date,
    doneAt: Date | null,
  ) {
    const due = this.locality.inWorkingDays(10, at);
    const task = born<Row<MatterTask>>(
      {
        id: idOf('matter-task', `${matterId} ${unitId}`),
        matterId,
        unitId,
        state: 'OPEN',
        areaId,
        areaPath,
        task: '按职责落实，并报告进展。',
        ...due,
        result: null,
        endedAt: null,
      },
      'GIVE',
      { at, role: CLERK },
    );
    if (doneAt) {
      const doing = { at: doneAt, role: 'DEPARTMENT_CLERK' as const };
      step(task, matterTaskStates, 'FINISH', doing, { result: '已落实。', endedAt: doneAt });
    }
    this.lived.tasks.push(task.row);
    this.keep('MatterTask', task);
  }

  keepMeeting(meeting: Loaded<Row<Meeting>>) {
    this.lived.meetings.push(meeting.row);
    this.keep('Meeting', meeting);
  }

  keepMatter(matter: Loaded<Row<Matter>>) {
    this.lived.matters.push(matter.row);
    this.keep('Matter', matter);
  }

  private keep(recordType: string, { row, entries }: Loaded<{ id: string }>) {
    this.lived.history.push(...historyOf(recordType, { row, entries }));
  }
}

const PURPOSES = ['DEPLOY', 'PROMOTE', 'SUPERVISE', 'SUMMARISE'] as const;

/** What matters are about, by kind. */
const TITLES: Record<string, readonly string[]> = {
  DIFFICULT: [
    '老旧小区管网堵塞、雨天积水',
    '无物业小区环境卫生长期失管',
    '历史遗留违建占用消防通道',
    '电动车停放和充电难',
    '农贸市场周边占道经营',
  ],
  MAJOR: ['社区综合服务设施布局', '年度共驻共建计划', '小区党支部组建方案'],
  PRACTICAL: ['更换楼道照明', '增设健身器材', '修补破损路面', '开展义诊活动'],
  IMPORTANT: ['活动经费使用方案', '公共收益分配方案'],
  URGENT: ['供水主管抢修期间居民用水', '强降雨后的排查和转移'],
  MICRO_SERVICE: ['代缴水电费', '上门理发', '小家电维修'],
  TALK: [
    '停车位划线和错时停车',
    '楼道堆物清理',
    '飞线充电整治',
    '公共收益公示',
    '绿化补种',
    '门禁和监控维修',
    '垃圾分类投放点调整',
    '外墙渗水维修',
  ],
};
