import { chain, type HistoryEntry } from '@jinlin/history';
import type { Role } from '@jinlin/identity';
import type { StateMachine } from '@jinlin/state-machine';

/** A loaded record on its way through its life: what it has become, and the history that it has so far. */
export interface Loaded<Row> {
  row: Row;
  entries: HistoryEntry[];
}

/** Who did a step, when, and on what grounds. */
export interface Doing extends Pick<HistoryEntry, 'reason' | 'ruleVersion' | 'facts'> {
  at: Date;
  role: Role;
}

/** Begins a loaded record's life. */
export const born = <Row extends { state: string }>(row: Row, action: string, doing: Doing): Loaded<Row> => ({
  row,
  entries: [entry(action, null, row.state, doing)],
});

/** Moves a loaded record along one edge of its state machine, as its act would; any other step is a fault of the load. */
export function step<State extends string, Action extends string, Row extends { state: State }>(
  { row, entries }: Loaded<Row>,
  { next }: StateMachine<State, Action>,
  action: Action,
  doing: Doing,
  set: Partial<Row> = {},
) {
  const from = row.state;
  const to = next(from, action);
  if (!to) throw new Error(`A loaded record cannot ${action} while ${from}.`);
  Object.assign(row, set, { state: to });
  entries.push(entry(action, from, to, doing));
}

/** The chained history of a loaded record. */
export const historyOf = (recordType: string, { row, entries }: Loaded<{ id: string }>) =>
  chain(recordType, row.id, entries);

const entry = (action: string, from: string | null, to: string, { role, ...doing }: Doing): HistoryEntry => ({
  action,
  from,
  to,
  actor: { id: `loaded-${role.toLowerCase()}`, role },
  ...doing,
});
