import { born, historyOf, type Loaded, step } from '@jinlin/acts';
import type { Role } from '@jinlin/identity';
import { type AreaSeed, between, idOf, oneOf, type Random, seededRandom } from '@jinlin/localities';
import type { WhistleAction, WhistleOrigin } from '../generated/graphql';
import type { LocalityRules } from '../locality';
import { Summons } from '../whistle/summons.entity';
import { Whistle } from '../whistle/whistle.entity';
import { summonsStates, whistleStates } from '../whistle/whistle.states';
import { keep, keepRecords, type Row, type Start } from './keep';
import { whistlePlansOf } from './whistle-plans';

/** What a loaded whistle is about; the rest of its life follows from chance and the rules. */
export interface WhistlePlan {
  key: string;
  locality: LocalityRules;
  place: AreaSeed;
  origin: WhistleOrigin;
  reason: string;
  /** How many units it calls at most. */
  units: number;
  blownAt: Date;
  /** The steps that it has gone through. They must be a walk of the state machine. */
  walk: readonly Step[];
  /** Nothing has happened after this. */
  until: Date;
}

/** What follows once the units are notified. */
export type Step = Exclude<WhistleAction, 'NOTIFY'>;

type LoadedWhistle = Row<Whistle>;
type LoadedSummons = Row<Summons>;
type LimitsOf = ReturnType<LocalityRules['response']>;

const MINUTE = 60_000;

/** So many lives are held in memory at once. */
const BATCH = 1_000;

/** Loads the whistles of all localities, with the units that each called. */
export async function loadWhistles(start: Start) {
  const plans = start.grounds.flatMap(({ locality, areas }) => whistlePlansOf(locality, areas, start.now));
  for (let from = 0; from < plans.length; from += BATCH) {
    const whistles = plans
      .slice(from, from + BATCH)
      .map((plan) => livedWhistle(plan, seededRandom(plan.key)));
    await keepRecords(start, Whistle, whistles);
    await keep(
      start,
      Summons,
      whistles.flatMap(({ summons }) => summons),
    );
    start.progress('whistles', from + whistles.length, plans.length);
  }
}

/** Lives a whistle through its walk, by the same tables and the same limits as its acts would. */
function livedWhistle(plan: WhistlePlan, random: Random) {
  const { key, locality, place, origin, reason, blownAt, walk, until } = plan;
  const id = idOf('whistle', key);
  const { grade } = locality.whistleReasons(blownAt).find((listed) => listed.key === reason)!;
  const limits = locality.response(grade, blownAt);
  const matter = oneOf(random, MATTERS[reason] ?? []);
  const unitIds = matter.units.slice(0, plan.units).map((unit) => idOf('unit', `${locality.code}:${unit}`));
  const call = { at: blownAt, role: BLOWERS[origin], ruleVersion: limits.ruleVersion };

  const whistle = born<LoadedWhistle>(
    {
      id,
      localityCode: locality.code,
      state: 'BLOWN',
      areaId: place.id,
      areaPath: place.path,
      origin,
      reason,
      grade,
      ruleVersion: limits.ruleVersion,
      matter: `${place.name}${matter.zh}`,
      tier: origin === 'STREET' ? 'STREET' : 'COMMUNITY',
      caseId: null,
      leadUnitId: unitIds[0]!,
      summonedUnitIds: unitIds,
      outcome: null,
      score: null,
      remark: null,
      blownAt,
      endedAt: null,
      appraisedAt: null,
    },
    'BLOW',
    call,
  );
  const called = unitIds.map((unitId) => born(notified(id, unitId, blownAt, limits), 'NOTIFY', call));
  step(whistle, whistleStates, 'NOTIFY', { at: blownAt, role: BLOWERS[origin] });

  const [lead, ...others] = called;
  const times = timesOf(limits, blownAt, random);
  for (const other of others) assist(other, times, walk, until, random);
  for (const action of walk.filter((action) => times[action] <= until)) {
    lived(whistle, lead!, others, action, times[action], random);
  }

  return {
    row: whistle.row,
    summons: called.map(({ row }) => row),
    history: [...historyOf('Whistle', whistle), ...called.flatMap((one) => historyOf('Summons', one))],
  };
}

const BLOWERS: Record<WhistleOrigin, Role> = {
  GRID: 'GRID_WORKER',
  COMMUNITY: 'COMMUNITY_CLERK',
  STREET: 'STREET_COMMANDER',
};

const notified = (whistleId: string, unitId: string, notifiedAt: Date, limits: LimitsOf): LoadedSummons => ({
  id: idOf('summons', `${whistleId} ${unitId}`),
  whistleId,
  unitId,
  state: 'NOTIFIED',
  task: null,
  tier: 'COMMUNITY',
  escalateAt: limits.acknowledgeDueAt,
  escalatedAt: null,
  notifiedAt,
  acknowledgeDueAt: limits.acknowledgeDueAt,
  acknowledgedAt: null,
  arriveDueAt: limits.arriveDueAt,
  arrivedAt: null,
  actingSince: null,
  disposeDueAt: limits.disposeDueAt,
  finishedAt: null,
  stoodDownAt: null,
  isProvisional: limits.isProvisional,
  result: null,
});

/** When the accountable unit takes each step: mostly within its limit, one time in seven or so too late. */
function timesOf(limits: LimitsOf, blownAt: Date, random: Random): Record<Step, Date> {
  const within = (due: Date) =>
    blownAt.getTime() + (0.2 + random() * 0.95) * (due.getTime() - blownAt.getTime());
  const acknowledged = within(limits.acknowledgeDueAt);
  const arrived = Math.max(acknowledged + MINUTE, within(limits.arriveDueAt ?? limits.acknowledgeDueAt));
  const acting = arrived + between(random, 1, 20) * MINUTE;
  const finished = Math.max(acting + 10 * MINUTE, within(limits.disposeDueAt));
  return {
    ACKNOWLEDGE: new Date(acknowledged),
    REPORT_IN: new Date(arrived),
    ACT: new Date(acting),
    COMPLETE: new Date(finished),
    FAIL: new Date(finished),
    APPRAISE: new Date(finished + between(random, 30, 1500) * MINUTE),
  };
}

/** A unit that assists goes ahead of the accountable one, and one in four never gets beyond reporting in (H6). */
function assist(
  own: Loaded<LoadedSummons>,
  times: Record<Step, Date>,
  walk: readonly Step[],
  until: Date,
  random: Random,
) {
  const pace = 0.5 + random() * 0.45;
  const notifiedAt = own.row.notifiedAt.getTime();
  const steps = walk.filter((action) => action !== 'APPRAISE').slice(0, random() < 0.25 ? 2 : walk.length);
  for (const action of steps) {
    const at = new Date(notifiedAt + (times[action].getTime() - notifiedAt) * pace);
    if (at > until) return;
    answer(own, action, at);
  }
}

/** Takes one step of the accountable unit, and with it one of the whistle. */
function lived(
  whistle: Loaded<LoadedWhistle>,
  lead: Loaded<LoadedSummons>,
  others: Loaded<LoadedSummons>[],
  action: Step,
  at: Date,
  random: Random,
) {
  if (action === 'APPRAISE') {
    const score = whistle.row.outcome === 'DONE' ? between(random, 3, 5) : between(random, 1, 3);
    const doing = { at, role: BLOWERS[whistle.row.origin], facts: { score } };
    return step(whistle, whistleStates, action, doing, { score, appraisedAt: at });
  }

  answer(lead, action, at);
  const end = ENDS[action];
  step(whistle, whistleStates, action, clerk(at), end && { outcome: end, endedAt: at });
  if (!end) return;
  for (const other of others.filter(({ row }) => summonsStates.next(row.state, 'STAND_DOWN'))) {
    step(other, summonsStates, 'STAND_DOWN', clerk(at), { stoodDownAt: at, escalateAt: null });
  }
}

/** What each step does to one unit's part; the acts in whistle.service.ts do the same to a living one. */
function answer(own: Loaded<LoadedSummons>, action: Exclude<Step, 'APPRAISE'>, at: Date) {
  const set = {
    ACKNOWLEDGE: { acknowledgedAt: at, escalateAt: null },
    REPORT_IN: { arrivedAt: at },
    ACT: { actingSince: at },
    COMPLETE: { finishedAt: at, result: '已到场处置，问题解决。' },
    FAIL: { finishedAt: at, result: '权属不清，暂不能处置，已列入计划。' },
  }[action];
  step(own, summonsStates, action, clerk(at), set);
}

const ENDS: Partial<Record<Step, 'DONE' | 'FAILED'>> = { COMPLETE: 'DONE', FAIL: 'FAILED' };

const clerk = (at: Date) => ({ at, role: 'DEPARTMENT_CLERK' as const });

/** What whistles are blown about, by reason; the first unit is accountable. The keys are those of units.csv. */
const MATTERS: Record<string, readonly { zh: string; units: readonly string[] }[]> = {
  STREET_CANNOT_SOLVE: [
    { zh: '老旧小区排水管网堵塞，雨天积水', units: ['water-resources', 'housing'] },
    { zh: '违规搭建占用公共通道', units: ['natural-resources', 'urban-management'] },
    { zh: '路灯长期不亮，权属不清', units: ['urban-management', 'power-company'] },
    { zh: '二次供水水质异常', units: ['water-company', 'health', 'housing'] },
  ],
  JOINT_ENFORCEMENT: [
    { zh: '占道经营、油烟扰民', units: ['urban-management', 'market-regulation', 'environment'] },
    { zh: '飞线充电、楼道停放电动车', units: ['fire-rescue', 'public-security'] },
    { zh: '消防通道违停', units: ['traffic-police', 'fire-rescue'] },
    { zh: '夜间施工噪声', units: ['environment', 'urban-management', 'housing'] },
  ],
  EMERGENCY: [
    { zh: '燃气异味', units: ['gas-company', 'fire-rescue', 'emergency-management'] },
    { zh: '自来水主管爆裂', units: ['water-company', 'transport'] },
    { zh: '大树倾倒压断电线', units: ['power-company', 'urban-management'] },
  ],
};
