import { metresBetween, type Point } from './nearness';

export interface Leg {
  from: Point;
  to: Point;
}

/** Says how far people walk. A routing engine that knows streets, bridges and gates is plugged in by this. */
export interface Walking {
  /** How many of the sites nearest as the crow flies may prove to be the nearest on foot. */
  candidates: number;
  /** How long each leg is on foot, in the order of the legs. */
  metres(legs: readonly Leg[]): Promise<number[]>;
}

/** Takes every walk to be so many times as long as the crow's way: good on the whole, wrong at a river. */
export const asTheCrowFlies = (detour: number): Walking => ({
  candidates: 1,
  metres: async (legs) => legs.map(({ from, to }) => metresBetween(from, to) * detour),
});
