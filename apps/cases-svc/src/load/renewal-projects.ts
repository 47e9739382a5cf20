import { born, type Doing, historyOf, step } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import type { HistoryRow } from '@jinlin/history';
import {
  type AreaSeed,
  between,
  holderId,
  idOf,
  type Random,
  seededRandom,
  shares,
} from '@jinlin/localities';
import type { RenewalFundSource, RenewalProjectAction } from '../generated/graphql';
import type { LocalityRules } from '../locality';
import { RenewalFund, RenewalMilestone, RenewalProject } from '../renewal-project/renewal-project.entity';
import {
  renewalFundStates,
  renewalMilestoneStates,
  renewalProjectStates,
} from '../renewal-project/renewal-project.states';
import { keepAll, type Row, type Start } from './keep';

/** Projects with their money and milestones, and the history of each. */
interface LoadedRenewals {
  projects: Row<RenewalProject>[];
  funds: Row<RenewalFund>[];
  milestones: Row<RenewalMilestone>[];
  history: HistoryRow[];
}

/** The steps that loaded projects go through. */
type LoadedAction = Extract<
  RenewalProjectAction,
  'APPROVE' | 'BEGIN' | 'RECORD_OUTPUT' | 'ACCEPT' | 'AWARD' | 'EVALUATE'
>;

/** What a loaded project is about, and how far it has come. */
interface RenewalPlan
  extends Pick<RenewalProject, 'kind' | 'title' | 'budget' | 'buildings' | 'households'>,
    Partial<Pick<RenewalProject, 'firstSecretaryId' | 'communitySecretaryId' | 'workingGroup' | 'award'>> {
  place: AreaSeed;
  /** Where its money comes from, by whole percents. */
  sources: Partial<Record<RenewalFundSource, number>>;
  outputs?: Record<string, number>;
  walk: readonly LoadedAction[];
}

/** In fen. */
const YUAN = 100;
const WAN = 10_000 * YUAN;
const DAY = 86_400_000;

const toAcceptance = ['APPROVE', 'BEGIN', 'ACCEPT'] as const;
const toTheEnd = [...toAcceptance, 'EVALUATE'] as const;

/** Loads the renewal projects of all localities, with their money and milestones. */
export async function loadRenewals(start: Start) {
  const all = start.grounds.map(({ locality, areas }) => livedRenewals(locality, areas));
  const { projects } = await keepAll(start, all, {
    projects: RenewalProject,
    funds: RenewalFund,
    milestones: RenewalMilestone,
  });
  start.progress('renewal projects', projects, projects);
}

/** The renewal projects that a locality starts with. */
function livedRenewals(locality: LocalityRules, areas: readonly AreaSeed[]): LoadedRenewals {
  const loaded: LoadedRenewals = { projects: [], funds: [], milestones: [], history: [] };
  const random = seededRandom(`renewals ${locality.code}`);
  for (const [number, plan] of (plansOf[locality.code]?.(areas, random) ?? []).entries()) {
    addProject(loaded, locality, plan, number, random);
  }
  return loaded;
}

const plansOf: Record<string, (areas: readonly AreaSeed[], random: Random) => RenewalPlan[]> = {
  '510522': (areas, random) => [...microRenewals(areas, random), ...coordinated(areas, random)],
  '522701': fiveYearPlan,
  '350100': (areas, random) => [...boutiques(areas, random), ...cangxia(areas)],
};

/** H22: 27 micro-renewals for more than 15 million yuan. */
function microRenewals(areas: readonly AreaSeed[], random: Random): RenewalPlan[] {
  const compounds = areas.filter(({ level, compound }) => level === 'COMPOUND' && compound);
  const models = compounds.filter(({ compound }) => compound?.isModel);
  const budgets = shares(random, 1_530, 27, 20);
  return budgets.map((wan, number) => {
    const place = models[number] ?? compounds[number % compounds.length]!;
    return {
      place,
      kind: 'MICRO_RENEWAL',
      title: `${place.name}${SPACES[number % SPACES.length]}`,
      budget: wan * WAN,
      buildings: between(random, 1, 4),
      households: between(random, 40, 180),
      sources: { LOCAL_GOVERNMENT: 50, LINKED_UNITS: 30, SOCIETY: 20 },
      walk: toTheEnd,
    };
  });
}

const SPACES = ['架空层共享客厅', '口袋公园', '儿童活动角', '楼道微更新', '邻里长廊'];

/** H23: 18 old compounds coordinated for 80 million yuan by their four ones, of which 5 became models. */
function coordinated(areas: readonly AreaSeed[], random: Random): RenewalPlan[] {
  const compounds = areas.filter(({ compound }) => compound?.isUnderRenovation);
  const budgets = shares(random, 8_000, compounds.length, 200);
  return compounds.map((place, number) => ({
    place,
    kind: 'OLD_COMPOUND',
    title: `${place.name}老旧小区改造`,
    budget: budgets[number]! * WAN,
    buildings: between(random, 3, 14),
    households: place.householdCount ?? between(random, 90, 300),
    firstSecretaryId: holderId('FIRST_SECRETARY', place.parentId!),
    communitySecretaryId: holderId('COMMUNITY_SECRETARY', place.parentId!),
    workingGroup: `${place.name}改造工作专班`,
    sources: { HIGHER_GOVERNMENT: 60, LOCAL_GOVERNMENT: 30, RESIDENTS: 10 },
    walk: number < 5 ? toAcceptance : ['APPROVE', 'BEGIN'],
  }));
}

/** D22: 30 projects in five years, with 342 buildings of 10 392 households, and what they cleared away. */
function fiveYearPlan(areas: readonly AreaSeed[], random: Random): RenewalPlan[] {
  const compounds = areas.filter(({ compound }) => compound?.isUnderRenovation);
  const share = (total: number) => shares(random, total, compounds.length, 2);
  const [buildings, households] = [share(342), share(10_392)];
  const [advertisements, rubbish, metres] = [share(2_560), share(312), share(10_240)];
  return compounds.map((place, number) => ({
    place,
    kind: 'OLD_COMPOUND',
    title: `${place.name}老旧小区改造`,
    budget: between(random, 200, 900) * WAN,
    buildings: buildings[number]!,
    households: households[number]!,
    sources: { HIGHER_GOVERNMENT: 70, LOCAL_GOVERNMENT: 30 },
    outputs: {
      ADVERTISEMENTS: advertisements[number]!,
      RUBBISH: rubbish[number]!,
      ILLEGAL_BUILDING: metres[number]!,
    },
    walk: ['APPROVE', 'BEGIN', 'RECORD_OUTPUT', 'ACCEPT', 'EVALUATE'],
  }));
}

/** F18: 56 boutique compounds, each awarded one to two million yuan on acceptance. */
const boutiques = (areas: readonly AreaSeed[], random: Random): RenewalPlan[] =>
  areas
    .filter(({ compound }) => compound?.isModel)
    .map((place) => ({
      place,
      kind: 'BOUTIQUE_COMPOUND',
      title: `${place.name}精品小区创建`,
      budget: between(random, 150, 400) * WAN,
      buildings: between(random, 4, 20),
      households: place.householdCount ?? between(random, 200, 900),
      sources: { LOCAL_GOVERNMENT: 80, SOCIETY: 20 },
      award: between(random, 100, 200) * WAN,
      walk: [...toAcceptance, 'AWARD'],
    }));

/** F19: 苍霞新城, renewed for hundreds of millions and home to more than 3 000, and its care centre for nearly ten million. */
function cangxia(areas: readonly AreaSeed[]): RenewalPlan[] {
  const place = areas.find(({ code }) => code === '350103007004');
  if (!place) return [];
  const shared = { place, buildings: 1, households: 0, walk: toTheEnd };
  return [
    {
      ...shared,
      kind: 'OLD_COMPOUND',
      title: '苍霞新城改造提升',
      budget: 30_000 * WAN,
      buildings: 42,
      households: 1_100,
      sources: { HIGHER_GOVERNMENT: 60, LOCAL_GOVERNMENT: 40 },
    },
    {
      ...shared,
      kind: 'CARE_CENTRE',
      title: '五星级居家养老服务照料中心',
      budget: 980 * WAN,
      sources: { LOCAL_GOVERNMENT: 100 },
    },
  ];
}

function addProject(
  loaded: LoadedRenewals,
  locality: LocalityRules,
  plan: RenewalPlan,
  number: number,
  random: Random,
) {
  const { place, sources, outputs = {}, walk, award = null, ...given } = plan;
  const id = idOf('renewal-project', `${locality.code}:${number}`);
  const proposedAt = new Date(Date.UTC(2020, between(random, 2, 10), between(random, 1, 28), 2));
  const { ruleVersion, kinds } = locality.renewals(proposedAt)!;
  const row: Row<RenewalProject> = {
    id,
    localityCode: locality.code,
    state: 'PROPOSED',
    areaId: place.id,
    areaPath: place.path,
    firstSecretaryId: null,
    communitySecretaryId: null,
    workingGroup: null,
    ...given,
    outputs: {},
    inspections: [],
    acceptanceDueOn: null,
    acceptedOn: null,
    award: null,
    evaluationScore: null,
    remark: null,
    ruleVersion,
    proposedAt,
    approvedAt: null,
    begunAt: null,
    endedAt: null,
  };
  const criteria = kinds.find(({ key }) => key === plan.kind)!.criteria;
  const steps = stepsOf({ criteria, outputs, award, random, ruleVersion });

  const lived = born(row, 'PROPOSE', { at: proposedAt, role: 'STREET_COMMANDER', ruleVersion });
  let at = proposedAt;
  for (const action of walk) {
    at = new Date(at.getTime() + between(random, 20, 90) * DAY);
    const { set, ...doing } = steps[action](at);
    step(lived, renewalProjectStates, action, { at, ...doing }, set);
  }
  loaded.projects.push(row);
  loaded.history.push(...historyOf('RenewalProject', lived));
  for (const fund of fundsOf(row, sources)) {
    loaded.funds.push(fund.row);
    loaded.history.push(...historyOf('RenewalFund', fund));
  }
  if (row.state === 'RUNNING') addMilestones(loaded, row, at);
}

interface Circumstances {
  criteria: readonly { key: string }[];
  outputs: Record<string, number>;
  award: number | null;
  random: Random;
  ruleVersion: string;
}

type Step = Omit<Doing, 'at'> & { set: Partial<Row<RenewalProject>> };

/** What each action does to a loaded project; the acts in renewal-project.service.ts do the same to a living one. */
const stepsOf = ({
  criteria,
  outputs,
  award,
  random,
  ruleVersion,
}: Circumstances): Record<LoadedAction, (at: Date) => Step> => ({
  APPROVE: (at) => {
    const acceptanceDueOn = '2026-12-31';
    return {
      role: 'LEADER',
      ruleVersion,
      facts: { acceptanceDueOn },
      set: { acceptanceDueOn, approvedAt: at },
    };
  },
  BEGIN: (at) => ({ role: 'STREET_COMMANDER', set: { begunAt: at } }),
  RECORD_OUTPUT: () => ({ role: 'COMMUNITY_CLERK', facts: outputs, set: { outputs } }),
  ACCEPT: (at) => {
    const inspectedOn = dateIn(at);
    const met = criteria.map(({ key }) => ({ key, isMet: true }));
    const inspection = { inspectedOn, isPassed: true, criteria: met, remark: null };
    return {
      role: 'LEADER',
      facts: { inspectedOn, criteria: met },
      set: { inspections: [inspection], acceptedOn: inspectedOn },
    };
  },
  AWARD: () => ({ role: 'LEADER', ruleVersion, facts: { amount: award }, set: { award } }),
  EVALUATE: (at) => {
    const evaluationScore = between(random, 85, 99);
    return {
      role: 'ORGANISER',
      facts: { score: evaluationScore },
      set: { evaluationScore, endedAt: at },
    };
  },
});

/** All of the money came in; whole percents of a budget in units of 10 000 yuan are whole fen. */
const fundsOf = ({ id, budget, proposedAt }: Row<RenewalProject>, sources: RenewalPlan['sources']) =>
  Object.entries(sources).map(([source, percent]) => {
    const receivedAt = new Date(proposedAt.getTime() + 30 * DAY);
    const fund: Row<RenewalFund> = {
      id: idOf('renewal-fund', `${id}:${source}`),
      projectId: id,
      state: 'PLEDGED',
      // The keys of `sources` are sources.
      source: source as RenewalFundSource,
      unitId: null,
      amount: (budget / 100) * percent,
      pledgedAt: proposedAt,
      receivedAt: null,
    };
    const lived = born(fund, 'PLEDGE', { at: proposedAt, role: 'STREET_COMMANDER' });
    step(lived, renewalFundStates, 'RECEIVE', { at: receivedAt, role: 'STREET_COMMANDER' }, { receivedAt });
    return lived;
  });

/** What is under way has reached its first milestone. */
function addMilestones(
  { milestones, history }: LoadedRenewals,
  { id, begunAt }: Row<RenewalProject>,
  at: Date,
) {
  for (const [number, title] of ['管网改造', '外立面和屋面', '停车位和绿化'].entries()) {
    const row: Row<RenewalMilestone> = {
      id: idOf('renewal-milestone', `${id}:${number}`),
      projectId: id,
      state: 'PLANNED',
      title,
      dueOn: number === 0 ? dateIn(new Date(at.getTime() + 60 * DAY)) : `2026-12-${10 * number}`,
      reachedOn: null,
    };
    const lived = born(row, 'PLAN', { at: begunAt!, role: 'STREET_COMMANDER' });
    if (number === 0) {
      const reached = new Date(at.getTime() + 50 * DAY);
      const doing = { at: reached, role: 'STREET_COMMANDER' as const };
      step(lived, renewalMilestoneStates, 'REACH', doing, { reachedOn: dateIn(reached) });
    }
    milestones.push(row);
    history.push(...historyOf('RenewalMilestone', lived));
  }
}
