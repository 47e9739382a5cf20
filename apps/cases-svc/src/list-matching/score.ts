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

/** What speaks for a match, each reason with its points: the better, the nearer they come to what the profile gives. */
export function reasonsFor(demand: OpenDemand, window: OpenWindow, rule: ListRule, now: Date): Reason[] {
  const { weights, farMetres, longWaitDays } = rule;
  const steps = stepsBetween(demand.areaPath, window.areaPath);
  const metres = metresBetween(demand.point, window.point);
  const time = timeShare(demand.days, window.days);
  const capacity = Math.min(1, window.left / demand.missing);
  const record = (window.kept + 2) / (window.kept + window.broken + 4);
  const waited = Math.max(0, Math.floor((now.getTime() - demand.publishedAt.getTime()) / DAY));
  return [
    reason('STEPS', weights.steps, steps, 1 / (1 + steps)),
    reason('METRES', weights.metres, metres, metres === null ? 0.5 : Math.max(0, 1 - metres / farMetres)),
    reason('TIME', weights.time, Math.round(100 * time), time),
    reason('CAPACITY', weights.capacity, Math.round(100 * capacity), capacity),
    reason('RECORD', weights.record, Math.round(100 * record), record),
    reason('WAITING', weights.waiting, waited, Math.min(1, waited / longWaitDays)),
  ];
}

export const scoreOf = (reasons: readonly Reason[]) => reasons.reduce((sum, { points }) => sum + points, 0);

/** The most points that the reasons can come to. */
export const mostPoints = ({ weights }: ListRule) =>
  Object.values(weights).reduce((sum, weight) => sum + weight, 0);

const reason = (kind: MatchReasonKind, outOf: number, fact: number | null, share: number): Reason => ({
  kind,
  points: Math.round(outOf * share),
  outOf,
  fact,
});

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

const metresBetween = (a: Point | null, b: Point | null) =>
  a && b ? Math.round(1000 * distance(a.longitude, a.latitude, b.longitude, b.latitude)) : null;

/** Which share of the days on which something is wanted it is there; none when the two do not meet. */
export function timeShare(wanted: Days | null, offered: Days) {
  if (!wanted) return 1;
  const common = Math.min(wanted.to, offered.to) - Math.max(wanted.from, offered.from) + 1;
  return Math.max(0, common) / (wanted.to - wanted.from + 1);
}

/** A day as a number, so that days can be told apart quickly. */
export const dayNumber = (day: string) => Date.parse(day) / DAY;
