import { readsTexts } from '../case/case.access';
import type { Case } from '../case/case.entity';
import type { Context } from '../context';
import { likenessOf } from './likeness';

/** Less alike than this is not worth a look. */
const WORTH_A_LOOK = 0.45;
const SUGGESTED = 10;

/** The cases that a case may be over again, most alike first. */
export async function possibleDuplicates(ctx: Context, row: Case) {
  if (!readsTexts(ctx)) return null;

  const candidates = await ctx.load.duplicateCandidates.load(row.id);
  return candidates
    .map((candidate) => ({ case: candidate, ...likenessOf(row, candidate) }))
    .filter(({ likeness }) => likeness >= WORTH_A_LOOK)
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, SUGGESTED);
}
