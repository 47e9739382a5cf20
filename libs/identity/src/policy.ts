import type { Actor, Role } from './actor';

/** For each mutation, the roles that may run it. Kept as a table, tested whole. */
export type Policy<Act extends string = string> = Readonly<Record<Act, readonly Role[]>>;

/** Whether this actor's role may run an act; where it may run it is for the service to check. */
export const mayRun = (policy: Policy, act: string, actor: Actor | null) =>
  actor !== null && (policy[act]?.includes(actor.role) ?? false);

/** Whether a place lies in an area: paths end in a slash, so `/1/4/` never swallows `/1/45/`. */
export const liesIn = (path: string, areaPath: string | null) =>
  areaPath !== null && path.startsWith(areaPath);
