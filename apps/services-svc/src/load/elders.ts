import { addMonths, dateIn } from '@jinlin/calendar';
import type { HistoryRow } from '@jinlin/history';
import {
  type AreaSeed,
  between,
  fictionalName,
  fictionalPhone,
  idOf,
  oneOf,
  type Random,
} from '@jinlin/localities';
import { maskName, maskPhone, type Vault } from '@jinlin/privacy';
import { midnight, monthAround } from '../dates';
import type { ElderProfile } from '../elder/elder.entity';
import { elderLife } from '../elder/elder.life';
import { nextDue } from '../elder/rounds';
import type { ElderVisit } from '../elder/visit.entity';
import type { RiskTier, VisitKind } from '../generated/graphql';
import type { LocalityRules } from '../locality';
import { lived } from './lived';

/** A row of `visit_span`, in the order of its columns. */
type LoadedSpan = readonly (string | boolean)[];

export interface LoadedElder {
  spans: LoadedSpan[];
  row: Omit<ElderProfile, '__typename'>;
  visits: Omit<ElderVisit, '__typename'>[];
  history: HistoryRow[];
}

/** Somebody whom the loading puts on the books. */
export interface ElderPlan {
  community: AreaSeed;
  home: AreaSeed;
  /** Counts the elders of the community, from 0; tiers and groups go round by it. */
  number: number;
  /** Visited as the rule asked in August 2022, the month of the published rate (S23). */
  wasVisitedInAugust2022: boolean;
  /** Somebody known to the system by this id, so that they may book for themselves. */
  personId: string | null;
}

const DAY = 86_400_000;
const tiers: readonly RiskTier[] = ['GENERAL', 'KEY', 'HIGH', 'GENERAL'];
const kinds: readonly VisitKind[] = ['DOOR', 'DOOR', 'PHONE', 'MESSAGE', 'VOLUNTEER', 'NEIGHBOUR'];

/** An elder with the visits of August 2022 and of the last three months. Some are left to be visited this month. */
export function livedElder(
  plan: ElderPlan,
  rules: LocalityRules,
  vault: Vault,
  random: Random,
  now: Date,
): LoadedElder {
  const { community, home, number, personId } = plan;
  const id = idOf('elder', `${community.code}:${number}`);
  const riskTier = tiers[number % tiers.length]!;
  const rule = rules.visits(dateIn(now));
  const registeredAt = new Date(Date.UTC(2021, 8, 1, 2) + between(random, 0, 240) * DAY);
  const name = fictionalName(random);
  const phone = random() < 0.8 ? fictionalPhone(random) : null;

  const visits = visitDaysOf(plan, riskTier, random, now).map((visitedAt) => ({
    id: idOf('visit', `${id} ${visitedAt.toISOString()}`),
    elderId: id,
    kind: oneOf(random, kinds),
    outcome: 'DONE' as const,
    visitedAt,
    recordedAt: visitedAt,
    personId,
    areaId: home.id,
    areaPath: home.path,
  }));
  const lastVisitedAt = visits.at(-1)?.visitedAt ?? null;

  const { state, history } = lived(
    elderLife,
    id,
    {
      action: 'REGISTER',
      at: registeredAt,
      role: 'COMMUNITY_CLERK',
      state: 'ACTIVE',
      ruleVersion: rule.ruleVersion,
      facts: { riskTier },
    },
    visits.map(({ id: visitId, kind, outcome, visitedAt }) => ({
      action: 'RECORD_VISIT',
      at: visitedAt,
      role: 'GRID_WORKER',
      facts: { visitId, kind, outcome, visitedAt },
    })),
  );

  const row = {
    id,
    localityCode: rules.code,
    state,
    maskedName: maskName(name),
    maskedPhone: phone === null ? null : maskPhone(phone),
    sealedName: vault.seal(name),
    sealedPhone: phone === null ? null : vault.seal(phone),
    birthDate: dateIn(new Date(now.getTime() - between(random, 62 * 365, 95 * 365) * DAY)),
    personId,
    groups: riskTier === 'GENERAL' ? [] : [oneOf(random, rule.groups).key],
    hardships: [],
    allergyCount: 0,
    sealedAllergies: null,
    riskTier,
    ruleVersion: rule.ruleVersion,
    areaId: home.id,
    areaPath: home.path,
    communityId: community.id,
    registeredAt,
    endedAt: null,
    lastVisitedAt,
    nextVisitDueOn: nextDue(lastVisitedAt ?? registeredAt, rule.roundOf(riskTier)),
    changedAt: null,
    visitWantedBy: null,
  };
  return { row, visits, spans: spansOf(row, visits), history };
}

/** The columns of `visit_span` that a loaded span fills. */
export const spanColumns = [
  'elder_id',
  'from_month',
  'until_month',
  'last_on',
  'is_reached',
  'risk_tier',
  'locality_code',
  'area_id',
  'area_path',
];

/** What the triggers of the table would tell of an elder whose tier never changed: cheaper by far for thousands at once. */
function spansOf(
  { id, riskTier, localityCode, areaId, areaPath, registeredAt }: LoadedElder['row'],
  visits: LoadedElder['visits'],
): LoadedSpan[] {
  const lastOf = new Map(
    visits.map(({ visitedAt }) => dateIn(visitedAt)).map((day) => [monthAround(day).first, day]),
  );
  const registeredOn = dateIn(registeredAt);
  let from = addMonths(monthAround(registeredOn).first, -1);
  let lastOn = registeredOn;
  return [...lastOf, ['infinity', null] as const].map(([until, reachedOn]) => {
    const span = [id, from, until, lastOn, reachedOn !== null, riskTier, localityCode, areaId, areaPath];
    from = until;
    lastOn = reachedOn ?? lastOn;
    return span;
  });
}

/** The moments of an elder's visits, oldest first, none of them after now. */
function visitDaysOf(
  { number, wasVisitedInAugust2022 }: ElderPlan,
  tier: RiskTier,
  random: Random,
  now: Date,
) {
  const { first } = monthAround(dateIn(now));
  const thisMonth = midnight(first).getTime();
  const hour = () => between(random, 1, 9) * 3_600_000;
  const days = (from: number, count: number, apart: number) =>
    Array.from({ length: count }, (_, i) => from + i * apart * DAY + hour());

  const august = wasVisitedInAugust2022
    ? days(Date.UTC(2022, 7, between(random, 1, 7)), tier === 'HIGH' ? 4 : 1, 7)
    : [];
  // A quarterly visit two months ago leaves nothing due this month; one three months ago does.
  const before = {
    HIGH: days(thisMonth - 28 * DAY, 4, 7),
    KEY: days(thisMonth - between(random, 33, 58) * DAY, 2, 29),
    GENERAL: days(
      thisMonth - (number % 4 === 0 ? between(random, 62, 85) : between(random, 5, 55)) * DAY,
      1,
      0,
    ),
  }[tier];
  const isLeft = [4, 5, 6].includes(number) || random() < 0.1;
  const current = isLeft ? [] : days(thisMonth, tier === 'HIGH' ? 4 : 1, 7);
  const isDueAgain = tier !== 'GENERAL' || number % 4 === 0;

  return [...august, ...before, ...(isDueAgain ? current : [])]
    .filter((moment) => moment < now.getTime())
    .map((moment) => new Date(moment));
}
