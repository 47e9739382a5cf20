import type { Entry } from '../locality';

/** How many listed matters a refusal names. */
const NAMED = 3;

/**
 * The listed matters whose titles have most in common with another, by pairs of characters: Chinese titles are too
 * short for trigrams, and a list of some dozen needs no database to be compared with.
 */
export const nearest = (title: string, entries: readonly Entry[]): Entry[] =>
  entries
    .map((entry) => ({ entry, likeness: likeness(title, entry.title.zh) }))
    .sort((a, b) => b.likeness - a.likeness || a.entry.code.localeCompare(b.entry.code))
    .slice(0, NAMED)
    .map(({ entry }) => entry);

/** Dice's coefficient: from 0, nothing in common, to 1, the same. */
function likeness(one: string, other: string) {
  const [a, b] = [pairs(one), pairs(other)];
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size);
}

const pairs = (text: string) => {
  const letters = [...text.trim()];
  return new Set(letters.slice(1).map((letter, i) => letters[i]! + letter));
};
