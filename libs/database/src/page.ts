import { GraphQLError } from 'graphql';

/** How much of a list, from where: `first` 1–100, `after` a cursor of the page before. */
export interface PageInput {
  first: number;
  after?: string | null | undefined;
}

export interface Connection<Row> {
  nodes: Row[];
  edges: { cursor: string; node: Row }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const badInput = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

/** How many rows to fetch: one more than asked for tells whether there is a next page. Refuses beyond 1–100. */
export function fetchSize({ first }: PageInput) {
  if (first >= 1 && first <= 100) return first + 1;
  throw badInput(`"first" must be from 1 to 100; it is ${first}.`);
}

export type CursorKey = string | number | Date;

/** Makes a cursor of the values that the list is sorted by. */
export const cursorOf = (...keys: CursorKey[]) => Buffer.from(JSON.stringify(keys)).toString('base64url');

/** Reads a cursor made by this list, of as many keys; refuses any other. */
export function readCursor(after: string | null | undefined, count: number): string[] | null {
  if (!after) return null;
  const keys = parse(after);
  const isOurs = keys?.length === count && keys.every((key) => ['string', 'number'].includes(typeof key));
  if (!isOurs) throw badInput('"after" is not a cursor of this list; take it from pageInfo.endCursor.');
  return keys.map(String);
}

function parse(text: string): unknown[] | null {
  try {
    const keys: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return Array.isArray(keys) ? keys : null;
  } catch {
    return null;
  }
}

/** Makes a Relay connection of rows fetched with `fetchSize`. Cursors are made when they are asked for: most are not. */
export function connection<Row>(
  rows: Row[],
  { first }: PageInput,
  keys: (row: Row) => CursorKey[],
): Connection<Row> {
  const hasNextPage = rows.length > first;
  const nodes = hasNextPage ? rows.slice(0, first) : rows;
  const cursor = (node: Row) => cursorOf(...keys(node));
  return {
    nodes,
    get edges() {
      return nodes.map((node) => ({ node, cursor: cursor(node) }));
    },
    get pageInfo() {
      const last = nodes.at(-1);
      return { hasNextPage, endCursor: last === undefined ? null : cursor(last) };
    },
  };
}
