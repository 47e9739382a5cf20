import { born, historyOf, step } from '@jinlin/acts';
import type { HistoryEntry } from '@jinlin/history';
import type { Role } from '@jinlin/identity';
import {
  type AreaSeed,
  between,
  fictionalName,
  fictionalPhone,
  idOf,
  oneOf,
  type Random,
  seededRandom,
} from '@jinlin/localities';
import { maskName, maskPhone, type Vault } from '@jinlin/privacy';
import { Case } from '../case/case.entity';
import { caseStates } from '../case/case.states';
import type { CaseAction, RequestType } from '../generated/graphql';
import type { LocalityRules } from '../locality';
import { keepRecords, type Row, type Start } from './keep';
import { casePlansOf } from './plans';

/** What a loaded case is about; the rest of its life follows from chance and the rules. */
export interface CasePlan {
  key: string;
  locality: LocalityRules;
  place: AreaSeed;
  community: AreaSeed | null;
  channel: string;
  openedAt: Date;
  /** What kind of request it is, where that matters. */
  requestType?: RequestType;
  /** The visit of members that brought it back (F11). */
  memberVisitId?: string;
  /** The actions that it has gone through. They must be a walk of the state machine. */
  walk: readonly LoadedAction[];
}

/** The steps that loaded cases go through. */
export type LoadedAction = Extract<
  CaseAction,
  | 'REGISTER'
  | 'RESOLVE_ON_SITE'
  | 'DISPATCH'
  | 'SIGN'
  | 'CONTACT'
  | 'HANDLE'
  | 'REPLY'
  | 'VISIT_BACK'
  | 'RETURN'
  | 'REOPEN'
  | 'CLOSE'
>;

export type LoadedCase = Row<Case>;

const HOUR = 3_600_000;

/** Loads the cases of all localities; answers with them, since more came out of some. */
export async function loadCases(start: Start): Promise<LoadedCase[]> {
  const plans = start.grounds.flatMap(({ locality }) => casePlansOf(locality, start.now));
  const cases = plans.map((plan) => livedCase(plan, seededRandom(plan.key), start.vault));
  const kept = await keepRecords(start, Case, cases);
  start.progress('cases', kept, kept);
  return cases.map(({ row }) => row);
}

/** Lives a case through its walk, by the same table and the same deadline rule as its acts would. */
function livedCase(
  { key, locality, place, community, channel, openedAt, requestType, memberVisitId, walk }: CasePlan,
  random: Random,
  vault: Vault,
) {
  const id = idOf('case', key);
  const isField = ['PATROL', 'VISIT'].includes(locality.channel(channel)?.kind ?? '');
  const category = oneOf(
    random,
    locality.categories(openedAt).filter(({ unit }) => unit),
  );
  const row: LoadedCase = {
    id,
    reference: key,
    localityCode: locality.code,
    state: isField ? 'DISCOVERED' : 'RECEIVED',
    channel,
    category: category.code,
    requestType:
      requestType ?? oneOf(random, ['HELP', 'COMPLAINT', 'CONSULTATION', 'SUGGESTION', 'REPORT'] as const),
    urgency: random() < 0.03 ? 'EMERGENCY' : random() < 0.15 ? 'URGENT' : 'GENERAL',
    title: `${place.name}：${category.title.zh}`,
    description: `反映${place.name}的${category.title.zh}问题，希望尽快处理。`,
    address: place.name,
    ...(random() < 0.7 ? reporter(random, vault) : anonymous),
    areaId: place.id,
    areaPath: place.path,
    communityId: community?.id ?? null,
    placing: 'GIVEN',
    openedAt,
    ...untouched,
    memberVisitId: memberVisitId ?? null,
  };

  const loaded = born(row, 'OPEN', { at: openedAt, role: isField ? 'GRID_WORKER' : 'HOTLINE_CLERK' });
  let at = openedAt;
  for (const action of walk) {
    at = new Date(at.getTime() + between(random, 1, 20) * HOUR);
    const { role, set, grounds } = steps[action](row, at, locality, random);
    step(loaded, caseStates, action, { at, role, ...grounds }, set);
  }
  row.isWeighed = row.requestType !== 'COMPLAINT';
  row.nextAlertAt = locality.nextAlertAt(row);
  return { row, history: historyOf('Case', loaded) };
}

interface Step {
  role: Role;
  set: Partial<LoadedCase>;
  grounds?: Pick<HistoryEntry, 'reason' | 'ruleVersion' | 'facts'>;
}

/** What each action does to a loaded case; the acts in case.service.ts do the same to a living one. */
const steps: Record<
  LoadedAction,
  (row: LoadedCase, at: Date, locality: LocalityRules, random: Random) => Step
> = {
  REGISTER: () => ({ role: 'COMMUNITY_CLERK', set: {} }),
  RESOLVE_ON_SITE: (_, at) => ({
    role: 'LEADER',
    set: { outcome: 'RESOLVED', isResolvedOnSite: true, handledAt: at, reply: '已现场解决。' },
  }),
  DISPATCH: (row, at, locality) => {
    const { dueAt, isProvisional, ruleVersion, limit } = locality.deadline(row, at);
    const unitId = locality.unitFor(row.category, at);
    return {
      role: 'STREET_COMMANDER',
      set: {
        responsibleUnitId: unitId,
        deskUnitId: unitId,
        firstUnitId: row.firstUnitId ?? unitId,
        dispatchedAt: at,
        contactDueAt: locality.contactDueAt(at),
        deadlineSetAt: at,
        dueAt,
        isDeadlineProvisional: isProvisional,
        deadlineRule: ruleVersion,
      },
      grounds: { ruleVersion, facts: { unitId, limit, dueAt } },
    };
  },
  SIGN: () => ({ role: 'DEPARTMENT_CLERK', set: {} }),
  CONTACT: (_, at) => ({ role: 'DEPARTMENT_CLERK', set: { firstContactAt: at } }),
  RETURN: (row) => ({
    role: 'DEPARTMENT_CLERK',
    set: { ...untouchedBy(row), returnCount: row.returnCount + 1 },
    grounds: { reason: '不属本单位职责。', facts: { unitId: row.responsibleUnitId } },
  }),
  HANDLE: (_, at, __, random) => {
    const outcome = random() < 0.92 ? 'RESOLVED' : 'CANNOT_BE_DONE';
    return {
      role: 'DEPARTMENT_CLERK',
      set: { outcome, handledAt: at, note: '已现场核实并处理。' },
      grounds: { facts: { outcome } },
    };
  },
  REPLY: () => ({ role: 'DEPARTMENT_CLERK', set: { reply: '您反映的问题已处理，感谢您的来电。' } }),
  VISIT_BACK: (row, at, _, random) => {
    const said = {
      wasContacted: random() < 0.98,
      wasSolved: row.outcome === 'RESOLVED' && random() < 0.96,
      satisfaction: random() < 0.85 ? 'SATISFIED' : random() < 0.7 ? 'BASICALLY_SATISFIED' : 'DISSATISFIED',
    } as const;
    return { role: 'HOTLINE_CLERK', set: { visitedAt: at, ...said }, grounds: { facts: said } };
  },
  REOPEN: (row) => ({
    role: 'HOTLINE_CLERK',
    set: { ...untouchedBy(row), reopenCount: row.reopenCount + 1 },
    grounds: { reason: '回访未解决。' },
  }),
  CLOSE: ({ outcome }, at) => ({
    role: 'HOTLINE_CLERK',
    set: { closedAt: at },
    grounds: { facts: { outcome } },
  }),
};

const untouched = {
  responsibleUnitId: null,
  deskUnitId: null,
  outcome: null,
  isResolvedOnSite: false,
  note: null,
  reply: null,
  dispatchedAt: null,
  handledAt: null,
  visitedAt: null,
  closedAt: null,
  dueAt: null,
  isDeadlineProvisional: false,
  deadlineRule: null,
  grade: null,
  assistingUnitIds: [],
  firstContactAt: null,
  contactDueAt: null,
  begunAt: null,
  archivedAt: null,
  extensionCount: 0,
  windowId: null,
  memberVisitId: null,
  calledUnitIds: [],
  isWeighed: true,
  mainCaseId: null,
  firstUnitId: null,
  classes: [],
  deadlineSetAt: null,
  alerts: [],
  nextAlertAt: null,
  heldSince: null,
  holdKind: null,
  reviewOn: null,
  wasContacted: null,
  wasSolved: null,
  satisfaction: null,
  returnCount: 0,
  reopenCount: 0,
  missedVisits: 0,
};

/** What a case is when it goes round again: without a unit, but with its own past. */
const untouchedBy = ({ returnCount, reopenCount, firstUnitId, memberVisitId }: LoadedCase) => ({
  ...untouched,
  returnCount,
  reopenCount,
  firstUnitId,
  memberVisitId,
});

const anonymous = {
  isConfidential: false,
  reporterPersonId: null,
  reporterMaskedName: null,
  reporterMaskedPhone: null,
  reporterSealedName: null,
  reporterSealedPhone: null,
  reporterPhoneHash: null,
};

function reporter(random: Random, vault: Vault) {
  const name = fictionalName(random);
  const phone = fictionalPhone(random);
  return {
    isConfidential: random() < 0.1,
    reporterPersonId: null,
    reporterMaskedName: maskName(name),
    reporterMaskedPhone: maskPhone(phone),
    reporterSealedName: vault.seal(name),
    reporterSealedPhone: vault.seal(phone),
    reporterPhoneHash: vault.hash(phone),
  };
}
