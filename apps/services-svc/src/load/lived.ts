import { born, type Doing, historyOf, type Life, type Living, step } from '@jinlin/acts';

/** One step of a loaded record's life: what was done, and by whom, when, on what grounds. */
export interface Step<Action extends string> extends Doing {
  action: Action;
}

/** The life of a loaded record whose steps are all known: begun in a state, then led as its acts would have led it. */
export function lived<Row extends Living<State>, State extends string, Action extends string>(
  { name, states }: Pick<Life<Row, State, Action>, 'name' | 'states'>,
  id: string,
  { action: beginning, state, ...doing }: Step<string> & { state: State },
  steps: readonly Step<Action>[],
) {
  const loaded = born<{ id: string; state: State }>({ id, state }, beginning, doing);
  for (const { action, ...done } of steps) step(loaded, states, action, done);
  return { state: loaded.row.state, history: historyOf(name, loaded) };
}
