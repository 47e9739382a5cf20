import type { Rule } from '@jinlin/profile';
import { distance } from 'geokdbush';
import type { ListSide, MatchReasonKind } from '../generated/graphql';

export type ListRule = Rule<'threeLists'>;

/** Degrees (WGS 84). */
export interface Point {
  longitude: number;
  latitude: number;
}

/** A demand that still lacks something, as far as matching must know it. Days are counted from 1970. */
export interface OpenDemand {
  id: string;
  side: ListSide;
  category: string;
  areaPath: string;
  point: Point | null;
  missing: number;
  /** The days on which it is wanted; null when any will do. */
  days: Days | null;
  publishedAt: Date;
}

/** A window of a resource that has something left. */
export interface OpenWindow {
  id: string;
  resourceId: string;
  side: ListSide;
  category: string;
  areaPath: string;
  offeredToPath: string;
  point: Point | null;
  days: Days;
  left: number;
  /** Promises that whoever offers it kept and broke. */
  kept: number;
  broken: number;
}

export interface Days {
  from: number;
  to: number;
}

export interface Reason {
  kind: MatchReasonKind;
  points: number;
  outOf: number;
  fact: number | null;
}

const DAY = 86_400_000;

/** What a match is judged by: the fact, and which share of its points the fact is worth. */
interface Criterion {
  weight: keyof ListRule['weights'];
  factOf: (demand: OpenDemand, window: OpenWindow, now: Date) => number | null;
  shareOf: (fact: number, rule: ListRule) => number;
}

/** What is not known is worth half. */
const UNKNOWN = 0.5;

const CRITERIA: Record<MatchReasonKind, Criterion> = {
  STEPS: {
    weight: 'steps',
    factOf: (demand, window) => stepsBetween(demand.areaPath, window.areaPath),
    shareOf: (steps) => 1 / (1 + steps),
  },
  METRES: {
    weight: 'metres',
    factOf: ({ point: a }, { point: b }) =>
      a && b && 1000 * distance(a.longitude, a.latitude, b.longitude, b.latitude),
    shareOf: (metres, { farMetres }) => Math.max(0, 1 - metres / farMetres),
  },
  TIME: {
    weight: 'time',
    factOf: (demand, window) => 100 * timeShare(demand.days, window.days),
    shareOf: (percent) => percent / 100,
  },
  CAPACITY: {
    weight: 'capacity',
    factOf: ({ missing }, { left }) => 100 * Math.min(1, left / missing),
    shareOf: (percent) => percent / 100,
  },
  RECORD: {
    weight: 'record',
    factOf: (_, { kept, broken }) => (100 * (kept + 2)) / (kept + broken + 4),
    shareOf: (percent) => percent / 100,
  },
  WAITING: {
    weight: 'waiting',
    factOf: ({ publishedAt }, _, now) =>
      Math.max(0, Math.floor((now.getTime() - publishedAt.getTime()) / DAY)),
    shareOf: (days, { longWaitDays }) => Math.min(1, days / longWaitDays),
  },
};

const KINDS = Object.keys(CRITERIA) as MatchReasonKind[];

const pointsFor = ({ weight, shareOf }: Criterion, fact: number | null, rule: ListRule) =>
  Math.round(rule.weights[weight] * (fact === null ? UNKNOWN : shareOf(fact, rule)));

/** How well a window suits a demand, in points. */
export function scoreOf(demand: OpenDemand, window: OpenWindow, rule: ListRule, now: Date) {
  let score = 0;
  for (const kind of KINDS) {
    const criterion = CRITERIA[kind];
    score += pointsFor(criterion, criterion.factOf(demand, window, now), rule);
  }
  return score;
}

/** What speaks for a window, each reason with its points; they come to its score. */
export const reasonsFor = (demand: OpenDemand, window: OpenWindow, rule: ListRule, now: Date): Reason[] =>
  KINDS.map((kind) => {
    const criterion = CRITERIA[kind];
    const fact = criterion.factOf(demand, window, now);
    return {
      kind,
      points: pointsFor(criterion, fact, rule),
      outOf: rule.weights[criterion.weight],
      fact: fact === null ? null : Math.round(fact),
    };
  });

/** The most points that a match can have. */
export const mostPoints = ({ weights }: ListRule) =>
  Object.values(weights).reduce((sum, weight) => sum + weight, 0);

/** How many steps lie between two areas in their tree: `/h/a/b/` and `/h/c/` are three apart. */
export function stepsBetween(a: string, b: string) {
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  const parting = a.lastIndexOf('/', same - 1);
  return labelsAfter(a, parting) + labelsAfter(b, parting);
}

function labelsAfter(path: string, from: number) {
  let labels = 0;
  for (let at = from + 1; at < path.length; at++) if (path[at] === '/') labels++;
  return labels;
}

/** Which share of the days on which something is wanted it is there; none when the two do not meet. */
export function timeShare(wanted: Days | null, offered: Days) {
  if (!wanted) return 1;
  const common = Math.min(wanted.to, offered.to) - Math.max(wanted.from, offered.from) + 1;
  return Math.max(0, common) / (wanted.to - wanted.from + 1);
}

/** A day as a number, so that days can be told apart quickly. */
export const dayNumber = (day: string) => Date.parse(day) / DAY;
