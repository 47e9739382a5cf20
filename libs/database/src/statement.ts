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

/** A piece of SQL with the values it needs; the piece is given each value's placeholder. */
export interface Condition {
  values: readonly unknown[];
  sql: (...placeholders: string[]) => string;
}

/** A condition that stands only when its value is given. */
export const when = <Value>(
  value: Value | null | undefined,
  sql: (placeholder: string) => string,
): Condition | null => (value === null || value === undefined ? null : { values: [value], sql });

const composed = new Map<string, Statement>();

/** Puts a query together from the conditions that stand; the same shape is the same prepared statement. */
export function select(head: string, conditions: readonly (Condition | null)[], tail: (next: (value: unknown) => string) => string) {
  const values: unknown[] = [];
  const place = (value: unknown) => `$${values.push(value)}`;
  const standing = conditions.filter((condition) => condition !== null);
  const where = standing.map((condition) => condition.sql(...condition.values.map(place)));
  const text = `${head}${where.length ? ` where ${where.join(' and ')}` : ''} ${tail(place)}`;

  let prepared = composed.get(text);
  if (!prepared) composed.set(text, (prepared = statement(text)));
  return { statement: prepared, values };
}
