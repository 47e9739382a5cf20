import type { EvaluationScheme } from '@jinlin/profile';
import type { EvaluatorKind, Outcome } from '../generated/graphql';

/** One line of a composite. The shares of all of them add up to 100, the points to the composite. */
export interface Line {
  /** Null for what communities said all year (H21). */
  evaluator: EvaluatorKind | null;
  domain: string | null;
  outcome: Outcome | null;
  weight: number;
  share: number;
  score: number | null;
  points: number;
  voices: number;
  isMissing: boolean;
}

/** What a sheet says. */
export interface Said {
  evaluator: EvaluatorKind;
  domain: string;
  score: number;
  voices: number;
}

/**
 * The lines that a score is made of: one for each kind of evaluator in each field, and one for what communities said all
 * year. `service` holds the scores of that, from 0 to 100.
 */
export function linesOf(
  { evaluators, domains, scale, serviceWeight = 0, missingSheets }: EvaluationScheme,
  sheets: readonly Said[],
  service: readonly number[],
): Line[] {
  const bySheets = evaluators.flatMap(({ kind, weight: ofEvaluator }) =>
    domains.map(({ key, weight: ofDomain, outcome = null }) => {
      const said = sheets.filter(({ evaluator, domain }) => evaluator === kind && domain === key);
      const weight = ((100 - serviceWeight) * ofEvaluator * ofDomain) / 10_000;
      const mean = meanOf(said);
      const score = mean === null ? (missingSheets === 'COUNT_AS_ZERO' ? 0 : null) : (mean * 100) / scale;
      const voices = said.reduce((sum, each) => sum + each.voices, 0);
      return { evaluator: kind, domain: key, outcome, weight, score, voices, isMissing: mean === null };
    }),
  );
  const allYear = {
    evaluator: null,
    domain: null,
    outcome: null,
    weight: serviceWeight,
    score: meanOf(service.map((score) => ({ score, voices: 1 }))),
    voices: service.length,
    isMissing: service.length === 0,
  };
  return shared(serviceWeight > 0 ? [...bySheets, allYear] : bySheets);
}

/** The sum of the points, to two decimals; null when nothing was said at all. */
export const compositeOf = (lines: readonly Line[]): number | null =>
  lines.every(({ score }) => score === null)
    ? null
    : rounded(
        lines.reduce((sum, { points }) => sum + points, 0),
        2,
      );

/** What lines of one field come to together, from 0 to 100. */
export function domainScores(lines: readonly Line[]) {
  const fields = new Map(
    lines.flatMap(({ domain, outcome }) => (domain ? [[domain, outcome] as const] : [])),
  );
  return [...fields].map(([domain, outcome]) => {
    const counted = lines.filter((line) => line.domain === domain && line.share > 0);
    const share = counted.reduce((sum, line) => sum + line.share, 0);
    const points = counted.reduce((sum, line) => sum + line.points, 0);
    return { domain, outcome, score: share > 0 ? rounded((points * 100) / share, 2) : null };
  });
}

/** Shares the weight of lines that say nothing out among the others, in proportion. */
function shared(lines: readonly Omit<Line, 'share' | 'points'>[]): Line[] {
  const told = lines.reduce((sum, { weight, score }) => sum + (score === null ? 0 : weight), 0);
  return lines.map((line) => {
    const share = line.score === null ? 0 : (line.weight * 100) / told;
    return {
      ...line,
      weight: rounded(line.weight, 4),
      share: rounded(share, 4),
      score: line.score === null ? null : rounded(line.score, 4),
      points: rounded((share * (line.score ?? 0)) / 100, 4),
    };
  });
}

/** The mean of scores, each of the weight of its voices. */
function meanOf(said: readonly { score: number; voices: number }[]): number | null {
  const voices = said.reduce((sum, each) => sum + each.voices, 0);
  return voices === 0 ? null : said.reduce((sum, { score, voices }) => sum + score * voices, 0) / voices;
}

const rounded = (value: number, decimals: number) => Math.round(value * 10 ** decimals) / 10 ** decimals;
