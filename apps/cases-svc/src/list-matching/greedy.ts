import type { Allotment, Market } from './auction';

/** Shares lots out as a clerk with a sorted sheet would: the best pair first, as much as there is, and on to the next. */
export function greedy({ wants, lots, offers }: Market) {
  const missing = [...wants];
  const free = [...lots];
  const pairs = offers
    .flatMap((list, want) => list.map(({ lot, score }) => ({ want, lot, score })))
    .sort((a, b) => b.score - a.score);

  const allotments: Allotment[] = [];
  let worth = 0;
  for (const { want, lot, score } of pairs) {
    const amount = Math.min(missing[want]!, free[lot]!);
    if (amount === 0) continue;
    missing[want]! -= amount;
    free[lot]! -= amount;
    worth += amount * score;
    allotments.push({ want, lot, amount });
  }
  return { allotments, worth };
}
