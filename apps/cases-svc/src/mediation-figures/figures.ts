/** What is counted of mediations of one kind and type. */
export interface Counts {
  accepted: number;
  concluded: number;
  agreements: number;
  confirmed: number;
}

/** What comes of counts added up: the success and the confirmation rate (IND-8). */
export function tallyOf(counts: readonly Counts[]) {
  const sum = (what: keyof Counts) => counts.reduce((all, each) => all + each[what], 0);
  const [accepted, concluded] = [sum('accepted'), sum('concluded')];
  const [agreements, confirmed] = [sum('agreements'), sum('confirmed')];
  return {
    accepted,
    concluded,
    agreements,
    confirmed,
    success: rate(agreements, concluded),
    confirmation: rate(confirmed, agreements),
  };
}

/** The tallies of each sort of counts, most agreements first; sorts of which nothing was counted are left out. */
export const talliesBy = <Row extends Counts, Sort extends string>(
  counts: readonly Row[],
  sortOf: (row: Row) => Sort,
) =>
  [...new Set(counts.map(sortOf))]
    .map((sort) => ({ sort, tally: tallyOf(counts.filter((row) => sortOf(row) === sort)) }))
    .filter(({ tally }) => tally.accepted + tally.concluded + tally.confirmed > 0)
    .sort((a, b) => b.tally.agreements - a.tally.agreements);

/** In percent, to one decimal. */
const rate = (counted: number, outOf: number) => ({
  counted,
  outOf,
  percent: outOf === 0 ? null : Math.round((1000 * counted) / outOf) / 10,
});
