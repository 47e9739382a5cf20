import { brokenLink } from '@jinlin/history';
import type { DataSource } from 'typeorm';

/** An entry of a history, as it is kept. */
export interface Told {
  sequence: number;
  text: string;
  hash: Buffer;
  entry: { action: string; from: string | null; to: string };
}

/** The whole history of a record, oldest first. */
export const historyOf = async (db: DataSource, id: string): Promise<Told[]> =>
  db.query(
    'select sequence, entry::text as text, entry, hash from history where record_id = $1 order by sequence',
    [id],
  );

/** Each entry follows from the one before by the table, and the chain holds. Answers with the last state. */
export function expectWalk<State extends string, Action extends string>(
  told: Told[],
  { next }: { next(state: State, action: Action): State | undefined },
  start: State,
): State {
  const [first, ...rest] = told;
  expect(first!.entry).toMatchObject({ from: null, to: start });
  let state = start;
  for (const { entry } of rest) {
    expect(entry.from).toBe(state);
    expect(entry.to).toBe(next(state, entry.action as Action));
    state = entry.to as State;
  }
  expect(brokenLink(told.map(({ sequence, text, hash }) => ({ sequence, entry: text, hash })))).toBeNull();
  return state;
}
