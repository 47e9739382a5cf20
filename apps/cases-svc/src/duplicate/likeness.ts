import type { LikenessReason } from '../generated/graphql';

/** A case, as far as its likeness to another follows from it. */
export interface Comparable {
  title: string;
  description: string | null;
  category: string;
  areaPath: string;
  reporterPhoneHash: Buffer | null;
}

const WEIGHTS = { words: 0.5, place: 0.25, category: 0.15, caller: 0.1 };

/** From here on words are alike enough to be named as a reason. */
const SIMILAR = 0.3;

/** How likely it is that two cases are the same matter, from 0 to 1, and why. */
export function likenessOf(a: Comparable, b: Comparable): { likeness: number; reasons: LikenessReason[] } {
  const words = Math.max(alike(a.title, b.title), alike(textOf(a), textOf(b)));
  const isNear = a.areaPath.startsWith(b.areaPath) || b.areaPath.startsWith(a.areaPath);
  const isSameCategory = a.category === b.category;
  const isSameCaller =
    a.reporterPhoneHash !== null &&
    b.reporterPhoneHash !== null &&
    a.reporterPhoneHash.equals(b.reporterPhoneHash);

  const likeness =
    WEIGHTS.words * words +
    WEIGHTS.place * Number(isNear) +
    WEIGHTS.category * Number(isSameCategory) +
    WEIGHTS.caller * Number(isSameCaller);
  return {
    likeness: Math.round(likeness * 100) / 100,
    reasons: [
      ...(isSameCaller ? (['SAME_CALLER'] as const) : []),
      ...(isNear ? (['SAME_PLACE'] as const) : []),
      ...(isSameCategory ? (['SAME_CATEGORY'] as const) : []),
      ...(words >= SIMILAR ? (['SIMILAR_WORDS'] as const) : []),
    ],
  };
}

/** How much of two texts is the same, from 0 to 1: Dice's measure over pairs of characters, which suits Chinese words. */
export function alike(a: string, b: string): number {
  const [first, second] = [pairsOf(a), pairsOf(b)];
  if (first.size + second.size === 0) return 0;

  const shared = [...first].filter((pair) => second.has(pair)).length;
  return (2 * shared) / (first.size + second.size);
}

/** Punctuation, spaces and case make no difference. */
function pairsOf(text: string): Set<string> {
  const letters = [...text.normalize('NFKC').toLowerCase()].filter((letter) => /[\p{L}\p{N}]/u.test(letter));
  return new Set(letters.slice(1).map((letter, i) => `${letters[i]}${letter}`));
}

const textOf = ({ title, description }: Comparable) => `${title} ${description ?? ''}`;
