import { createHash } from 'node:crypto';

/** SQL that the server prepares once a connection: its name is made of its text. */
export interface Statement {
  name: string;
  text: string;
}

export const statement = (text: string): Statement => ({
  name: createHash('sha1').update(text).digest('base64url').slice(0, 20),
  text,
});

const composed = new Map<string, Statement>();

/**
 * Composes a query of changing shape. `build` is given `at`, which takes a value and answers with its placeholder;
 * the same shape is the same prepared statement, whatever the values.
 */
export function query(build: (at: (value: unknown) => string) => string) {
  const values: unknown[] = [];
  const text = build((value) => `$${values.push(value)}`);

  let prepared = composed.get(text);
  if (!prepared) {
    prepared = statement(text);
    composed.set(text, prepared);
  }
  return { statement: prepared, values };
}

/**
 * An array given to a statement, hidden from the planner. Where it sees how long an array is it plans anew each time,
 * for arrays of that length, and that takes longer than reading a few rows; this is planned once.
 */
export const unseen = (place: string, type: string) => `(select ${place}::${type}[])::${type}[]`;

/** Joins the conditions that stand by AND; what is null, undefined or false does not stand. */
export const all = (conditions: readonly (string | null | undefined | false)[]) =>
  conditions.filter(Boolean).join(' and ') || 'true';

/** Whether a filter names a value; false and 0 count as named. */
export const isGiven = <Value>(value: Value | null | undefined): value is Value =>
  value !== null && value !== undefined;
