/** For each state, the actions open in it and the state each one leads to. A state with none is an end. */
export type Table<State extends string, Action extends string> = Readonly<
  Record<State, Readonly<Partial<Record<Action, State>>>>
>;

export interface StateMachine<State extends string, Action extends string> {
  states: readonly State[];
  /** The actions open in a state. */
  actions(state: State): Action[];
  /** Where an action leads, or undefined when it is not open in that state. */
  next(state: State, action: Action): State | undefined;
  /** Every state that can follow from `start`, itself included. */
  reachable(start: State): Set<State>;
  /** The machine as a Mermaid diagram, for the docs. */
  diagram(): string;
}

/** Makes a machine of a table. A state missing from the table, or a slip of the pen in it, does not compile. */
export function stateMachine<State extends string, Action extends string>(
  table: Table<State, Action>,
): StateMachine<State, Action> {
  const states = Object.keys(table) as State[];
  const actions = (state: State) => Object.keys(table[state]) as Action[];
  const next = (state: State, action: Action): State | undefined => table[state][action];

  const reachable = (start: State, seen = new Set<State>()): Set<State> => {
    if (seen.has(start)) return seen;
    seen.add(start);
    for (const action of actions(start)) reachable(next(start, action)!, seen);
    return seen;
  };

  const diagram = () =>
    states
      .flatMap((state) => actions(state).map((action) => `  ${state} --> ${next(state, action)}: ${action}`))
      .reduce((lines, line) => `${lines}\n${line}`, 'stateDiagram-v2');

  return { states, actions, next, reachable: (start) => reachable(start), diagram };
}
