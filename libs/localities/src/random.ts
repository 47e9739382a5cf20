/** Draws numbers from 0 up to 1. */
export type Random = () => number;

/** The same seed draws the same numbers, on every machine and in every run (FNV-1a into mulberry32). */
export function seededRandom(seed: string): Random {
  let state = 0x811c9dc5;
  for (let at = 0; at < seed.length; at++) state = Math.imul(state ^ seed.charCodeAt(at), 0x01000193);

  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from `low` to `high`, both included. */
export const between = (random: Random, low: number, high: number) =>
  low + Math.floor(random() * (high - low + 1));

/** One of the things given. */
export const oneOf = <Thing>(random: Random, things: readonly Thing[]): Thing =>
  things[Math.floor(random() * things.length)]!;

/** Parts `total` whole things into `count` uneven shares of at least `least` each that add up exactly. */
export function shares(random: Random, total: number, count: number, least = 0): number[] {
  const weights = Array.from({ length: count }, () => 0.5 + random());
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const spare = total - least * count;
  let weightSoFar = 0;
  let givenSoFar = 0;

  return weights.map((weight) => {
    weightSoFar += weight;
    const upToHere = Math.round((spare * weightSoFar) / whole);
    const share = least + upToHere - givenSoFar;
    givenSoFar = upToHere;
    return share;
  });
}

/** Where the thing at `index` of `count` stands among exactly `chosen` of them that lie evenly spread; -1 if not among them. */
export function placeAmong(index: number, count: number, chosen: number): number {
  const place = Math.floor((index * chosen) / count);
  return Math.floor(((index + 1) * chosen) / count) > place ? place : -1;
}

/** Whether the thing at `index` of `count` is one of exactly `chosen` that lie evenly spread. */
export const isChosen = (index: number, count: number, chosen: number) =>
  placeAmong(index, count, chosen) >= 0;
