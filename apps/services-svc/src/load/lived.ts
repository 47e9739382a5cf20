import type { Life, Living } from '@jinlin/acts';
import { chain, type HistoryEntry, type HistoryRow } from '@jinlin/history';

/** When somebody did something to a loaded record, in which role and on what grounds. */
export interface Step<Action extends string> extends Pick<HistoryEntry, 'reason' | 'ruleVersion' | 'facts'> {
  action: Action;
  at: Date;
  role: string;
}

/**
 * The life of a loaded record: begun in a state, then led along the edges of its state machine as its acts would have
 * led it. Throws where there is no such edge.
 */
export function lived<Row extends Living<State>, State extends string, Action extends string>(
  { name, states }: Pick<Life<Row, State, Action>, 'name' | 'states'>,
  id: string,
  begun: Step<string> & { state: State },
  steps: readonly Step<Action>[],
): { state: State; history: HistoryRow[] } {
  const { state: first, ...beginning } = begun;
  let state = first;
  const entries = [entry(beginning, null, state)];

  for (const step of steps) {
    const next = states.next(state, step.action);
    if (!next) throw new Error(`A loaded ${name} cannot ${step.action} while ${state}.`);
    entries.push(entry(step, state, next));
    state = next;
  }
  return { state, history: chain(name, id, entries) };
}

const entry = ({ role, ...step }: Step<string>, from: string | null, to: string): HistoryEntry => ({
  action: step.action,
  from,
  to,
  at: step.at,
  actor: { id: `loaded-${role.toLowerCase()}`, role },
  ...(step.reason && { reason: step.reason }),
  ...(step.ruleVersion && { ruleVersion: step.ruleVersion }),
  ...(step.facts && { facts: step.facts }),
});
