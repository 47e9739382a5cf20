import type { Candidate, Need, Portfolio } from './matching.entity';

/** Leaders whose portfolios meet some of the needs, the best match first: by the weight of what each meets (H2). */
export const candidatesFor = (
  needs: readonly Need[],
  portfolios: readonly Pick<Portfolio, 'personId' | 'rank' | 'fields'>[],
): Candidate[] =>
  portfolios
    .map(({ personId, rank, fields }) => {
      const meets = needs.filter(({ field }) => fields.includes(field));
      const leaves = needs.filter(({ field }) => !fields.includes(field));
      return { personId, rank, score: percent(weightOf(meets), weightOf(needs)), meets, leaves };
    })
    .filter(({ meets }) => meets.length > 0)
    .sort((a, b) => b.score - a.score || (a.personId < b.personId ? -1 : 1));

const weightOf = (needs: readonly Need[]) => needs.reduce((sum, { weight }) => sum + weight, 0);

const percent = (part: number, whole: number) => Math.round((part * 10_000) / whole) / 100;
