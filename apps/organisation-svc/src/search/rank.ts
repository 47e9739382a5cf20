import type { SearchMatch } from '../generated/graphql';

interface Rank {
  matched: SearchMatch;
  /** That an entry `e` is found so: by placeholders for the text and for the code that it may be. */
  when: (sought: { text: string; code: string }) => string;
}

/** How something may be found, the best first; where it stands here is its rank. */
export const ranks: readonly Rank[] = [
  { matched: 'NAME', when: ({ text }) => `e.name = ${text}` },
  { matched: 'CODE', when: ({ code }) => `e.code = ${code}` },
  { matched: 'INITIALS', when: ({ text }) => `strpos(e.initials, ' ' || ${text} || ' ') > 0` },
  { matched: 'NAME_BEGINS', when: ({ text }) => `starts_with(e.name, ${text})` },
  { matched: 'CODE', when: ({ code }) => `starts_with(e.code, ${code})` },
  { matched: 'INITIALS', when: ({ text }) => `strpos(e.initials, ' ' || ${text}) > 0` },
  { matched: 'NAME_HOLDS', when: ({ text }) => `strpos(e.name, ${text}) > 0` },
  { matched: 'INITIALS', when: () => 'true' },
];

/** The best rank of what is found so; what is found by less than its name comes after all. */
export function rankOf(matched: SearchMatch): number {
  const rank = ranks.findIndex((one) => one.matched === matched);
  return rank < 0 ? ranks.length : rank;
}

/** By what something of a rank was found. */
export const matchOf = (rank: number): SearchMatch => ranks[rank]?.matched ?? 'MASKED_NAME';
