/** What was counted of a place or a unit in a period. */
export interface RateCounts {
  contactDue: number;
  contactedInTime: number;
  visited: number;
  solved: number;
  bySatisfaction: Partial<Record<string, number>>;
  visitedOnce: number;
  excluded: number;
  dispatched: number;
  onTime: number;
  late: number;
  returned: number;
  known: number;
  repeated: number;
  hours: number | null;
}

/** How a locality weighs and rounds. */
export interface RateRule {
  weights: { response: number; resolution: number; satisfaction: number };
  countsAsSatisfied: readonly string[];
  decimals: number;
  ruleVersion: string;
}

export interface Period {
  from: Date;
  before: Date;
}

/** The three rates, their weighted sum and the figures of a bulletin, out of what was counted. */
export function ratesOf(counts: RateCounts, rule: RateRule, { from, before }: Period) {
  const { visited, dispatched, onTime, late, hours } = counts;
  const rate = (counted: number, outOf: number) => ({
    counted,
    outOf,
    percent: outOf === 0 ? null : rounded((100 * counted) / outOf, rule.decimals),
  });
  const satisfied = rule.countsAsSatisfied.reduce((sum, said) => sum + (counts.bySatisfaction[said] ?? 0), 0);
  const response = rate(counts.contactedInTime, counts.contactDue);
  const resolution = rate(counts.solved, visited);
  const satisfaction = rate(satisfied, visited);

  return {
    from,
    before,
    response,
    resolution,
    satisfaction,
    composite: composite(rule, [response, resolution, satisfaction]),
    weights: rule.weights,
    ruleVersion: rule.ruleVersion,
    excluded: counts.excluded,
    handling: {
      dispatched,
      onTime,
      late,
      unfinished: dispatched - onTime - late,
      finishedRate: rate(onTime + late, dispatched),
      onTimeRate: rate(onTime, dispatched),
      dissatisfiedRate: rate(counts.bySatisfaction.DISSATISFIED ?? 0, visited),
      firstTimeRate: rate(counts.visitedOnce, visited),
      returnRate: rate(counts.returned, dispatched),
      repeatRate: rate(counts.repeated, counts.known),
      meanHandlingHours: hours === null ? null : rounded(hours, 1),
    },
  };
}

export type Rates = ReturnType<typeof ratesOf>;

/** The sum is made of the exact rates, and rounded once. */
function composite({ weights, decimals }: RateRule, rates: readonly { counted: number; outOf: number }[]) {
  if (rates.some(({ outOf }) => outOf === 0)) return null;
  const each = [weights.response, weights.resolution, weights.satisfaction];
  return rounded(
    rates.reduce((sum, { counted, outOf }, i) => sum + (each[i]! * counted) / outOf, 0),
    decimals,
  );
}

const rounded = (value: number, decimals: number) => Math.round(value * 10 ** decimals) / 10 ** decimals;

/** What breaks a tie of composites, in this order. */
const TIE_BREAKERS = [
  { by: (rates: Rates) => rates.resolution.percent, en: 'resolution rate', zh: '解决率' },
  { by: (rates: Rates) => rates.satisfaction.percent, en: 'satisfaction rate', zh: '满意率' },
  { by: (rates: Rates) => rates.handling.onTimeRate.percent, en: 'on-time rate', zh: '按时结案率' },
] as const;

/** Puts those who can be ranked in order, best first; who has no composite is not ranked. */
export function ranked<Place extends { rates: Rates }>(places: readonly Place[]) {
  const able = places.filter(({ rates }) => rates.composite !== null);
  const inOrder = able.toSorted((a, b) => compare(a.rates, b.rates));
  return inOrder.map((place) => {
    const { rates } = place;
    return {
      ...place,
      rank: inOrder.findIndex((other) => compare(other.rates, rates) === 0) + 1,
      tie: tieOf(
        rates,
        inOrder.filter((other) => other !== place).map((other) => other.rates),
      ),
    };
  });
}

const compare = (a: Rates, b: Rates) =>
  b.composite! - a.composite! ||
  TIE_BREAKERS.map(({ by }) => (by(b) ?? -1) - (by(a) ?? -1)).find((difference) => difference !== 0) ||
  0;

/** Why somebody with the same composite as others stands where they do. */
function tieOf(rates: Rates, others: readonly Rates[]) {
  const tied = others.filter(({ composite }) => composite === rates.composite);
  if (tied.length === 0) return null;
  if (tied.some((other) => compare(other, rates) === 0)) {
    return {
      en: `Composite ${rates.composite} is shared, and every further rate too: the rank is shared.`,
      zh: `综合得分 ${rates.composite} 相同，其余各率亦相同，名次并列。`,
    };
  }
  const breaker = TIE_BREAKERS.find(({ by }) => tied.some((other) => by(other) !== by(rates)))!;
  return {
    en: `Composite ${rates.composite} is shared; the ${breaker.en} decided.`,
    zh: `综合得分 ${rates.composite} 相同，按${breaker.zh}排序。`,
  };
}
