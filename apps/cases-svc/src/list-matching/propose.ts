import { remembered } from '@jinlin/graphql';
import { pathsAbove } from '@jinlin/replicas';
import type { LeftOutReason, ListSide } from '../generated/graphql';
import { auction, type Market, type Offer } from './auction';
import {
  type ListRule,
  mostPoints,
  type OpenDemand,
  type OpenWindow,
  type Reason,
  reasonsFor,
  scoreOf,
  timeShare,
} from './score';

/** So many of the best windows of each demand take part in sharing out. */
const CANDIDATES = 48;

/** So much of a window for a demand, and why. */
export interface Proposal {
  resourceId: string;
  windowId: string;
  amount: number;
  score: number;
  outOf: number;
  reasons: Reason[];
}

/** What became of one demand in sharing out. */
export interface Weighed {
  demandId: string;
  proposals: Proposal[];
  stillMissing: number;
  leftOut: LeftOutReason | null;
}

export interface Plan {
  weighed: Weighed[];
  /** The score of each proposal times its amount, summed. */
  worth: number;
  /** What no other plan can exceed. */
  atMost: number;
}

/** Shares what is offered out among all open demands, so that together they get the most out of it. */
export async function planFor(
  demands: readonly OpenDemand[],
  windows: readonly OpenWindow[],
  rule: ListRule,
  now: Date,
): Promise<Plan> {
  const shelf = shelfOf(windows);
  const { allotments, worth, atMost } = await auction(marketOf(demands, windows, shelf, rule, now));

  const proposals = demands.map((): Proposal[] => []);
  for (const { want, lot, amount } of allotments) {
    const [demand, window] = [demands[want]!, windows[lot]!];
    proposals[want]!.push({ ...proposalOf(demand, window, rule, now), amount });
  }
  const weighed = demands.map((demand, want) => weigh(demand, proposals[want]!, shelf));
  return { weighed, worth, atMost };
}

/** What each demand lacks, what each window has left, and which of these would suit it best. */
export const marketOf = (
  demands: readonly OpenDemand[],
  windows: readonly OpenWindow[],
  shelf: Shelf,
  rule: ListRule,
  now: Date,
  most = CANDIDATES,
): Market => ({
  wants: demands.map(({ missing }) => missing),
  lots: windows.map(({ left }) => left),
  offers: demands.map((demand) => bestOffers(demand, shelf, rule, now, most)),
});

/** What could be promised for one demand if nobody else wanted it, the best first. */
export const bestFor = (demand: OpenDemand, shelf: Shelf, rule: ListRule, now: Date): Proposal[] =>
  fitting(demand, shelf)
    .map(({ window }) => proposalOf(demand, window, rule, now))
    .sort((a, b) => b.score - a.score || (a.windowId < b.windowId ? -1 : 1));

/** One window for one demand, as much of it as the demand could have. */
export function proposalOf(demand: OpenDemand, window: OpenWindow, rule: ListRule, now: Date): Proposal {
  const { id: windowId, resourceId, left } = window;
  return {
    resourceId,
    windowId,
    amount: Math.min(demand.missing, left),
    score: scoreOf(demand, window, rule, now),
    outOf: mostPoints(rule),
    reasons: reasonsFor(demand, window, rule, now),
  };
}

function weigh(demand: OpenDemand, proposals: Proposal[], shelf: Shelf): Weighed {
  const given = proposals.reduce((sum, { amount }) => sum + amount, 0);
  return {
    demandId: demand.id,
    proposals: proposals.sort((a, b) => b.amount - a.amount || b.score - a.score),
    stillMissing: demand.missing - given,
    leftOut: given > 0 ? null : whyLeftOut(demand, shelf),
  };
}

/** The windows that suit a demand best. Only these are put in order: the others are told by their scores alone. */
function bestOffers(demand: OpenDemand, shelf: Shelf, rule: ListRule, now: Date, most: number): Offer[] {
  const offers: Offer[] = [];
  for (const path of pathsAbove(demand.areaPath)) {
    for (const { window, lot } of shelf.places.get(placeOf(demand, path)) ?? []) {
      if (isThere(demand, window)) offers.push({ lot, score: scoreOf(demand, window, rule, now) });
    }
  }
  const least =
    Int32Array.from(offers, ({ score }) => score)
      .sort()
      .at(-most) ?? 0;
  return offers
    .filter(({ score }) => score >= least)
    .sort((a, b) => b.score - a.score || a.lot - b.lot)
    .slice(0, most);
}

interface Placed {
  window: OpenWindow;
  lot: number;
}

/** The windows by category and by the side and the place that they are offered to. */
export interface Shelf {
  categories: Set<string>;
  places: Map<string, Placed[]>;
}

/** Sorts windows so that a demand finds those that are offered to it. */
export function shelfOf(windows: readonly OpenWindow[]): Shelf {
  const shelf: Shelf = { categories: new Set(), places: new Map() };
  for (const [lot, window] of windows.entries()) {
    const category = `${window.category} ${other(window.side)}`;
    shelf.categories.add(category);
    remembered(shelf.places, `${category} ${window.offeredToPath}`, () => []).push({ window, lot });
  }
  return shelf;
}

const other = (side: ListSide): ListSide => (side === 'UNIT' ? 'COMMUNITY' : 'UNIT');

const kindOf = ({ category, side }: OpenDemand) => `${category} ${side}`;

const placeOf = (demand: OpenDemand, path: string) => `${kindOf(demand)} ${path}`;

const offeredHere = (demand: OpenDemand, { places }: Shelf) =>
  pathsAbove(demand.areaPath).flatMap((path) => places.get(placeOf(demand, path)) ?? []);

const isThere = (demand: OpenDemand, window: OpenWindow) => timeShare(demand.days, window.days) > 0;

/** The windows that a demand could have something of. */
const fitting = (demand: OpenDemand, shelf: Shelf) =>
  offeredHere(demand, shelf).filter(({ window }) => isThere(demand, window));

function whyLeftOut(demand: OpenDemand, shelf: Shelf): LeftOutReason {
  if (!shelf.categories.has(kindOf(demand))) return 'NOTHING_OFFERED';
  if (offeredHere(demand, shelf).length === 0) return 'NOT_OFFERED_HERE';
  return fitting(demand, shelf).length === 0 ? 'NOT_AT_THAT_TIME' : 'BETTER_USED_ELSEWHERE';
}
