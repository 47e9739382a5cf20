import {
  all,
  type Connection,
  type CursorKey,
  connection,
  fetchSize,
  type PageInput,
  query,
  type Reader,
  readCursor,
  unseen,
} from '@jinlin/database';
import DataLoader from 'dataloader';
import { remembered } from './loaders';

/** Takes a value into a query and answers with its placeholder. */
export type Place = (value: unknown) => string;

export type Condition = string | null | undefined | false;

/** SQL that is always the same, or that depends on what was asked for, such as a day. */
export type Sql<Args> = string | ((args: Args, at: Place) => string);

/** A list as it hangs below a parent, whose key (a text) its SQL knows as `parent.key`. */
export interface ListSource<Row, Args extends PageInput, Figure extends string> {
  /** Left-joins what the conditions must know of the parent, such as its area. */
  parents?: (args: Args) => string;
  columns: Sql<Args>;
  from: Sql<Args>;
  where: (args: Args, at: Place) => readonly Condition[];
  /** What it is sorted by: columns with their types, the last of them unique. */
  order: readonly (readonly [column: string, type: string])[];
  direction?: 'asc' | 'desc';
  cursor: (row: Row) => CursorKey[];
  /** Figures of the whole list, each a query made of `from … where …`. */
  figures: Record<Figure, (list: string) => string>;
}

export type Page<Row, Figures = { totalCount: number }> = Connection<Row> & {
  [Figure in keyof Figures]: () => Promise<Figures[Figure]>;
};

/** The figure that every list has. */
export const totalCount = (list: string) => `select count(*) ${list}`;

/**
 * Lists that hang below many parents: those of a hundred parents, asked for alike, are one statement, and so is each
 * figure of them.
 */
export function lists<Row, Args extends PageInput, Figures extends object = { totalCount: number }>(
  read: Reader,
  source: ListSource<Row, Args, keyof Figures & string>,
) {
  const loaders = new Map<string, DataLoader<string, unknown>>();
  const loader = (key: string, make: () => DataLoader<string, unknown>) => remembered(loaders, key, make);

  return async (parent: string, args: Args): Promise<Page<Row, Figures>> => {
    const alike = JSON.stringify(args);
    const rows = await loader(alike, () => pages(read, source, args)).load(parent);
    const figures = Object.entries(source.figures).map(([name, sql]) => [
      name,
      () =>
        loader(name + alike, () => figure(read, source, args, sql as (list: string) => string)).load(parent),
    ]);
    // The loaders of one list are told apart by name, so that each answers with its own kind of value.
    return Object.assign(connection(rows as Row[], args, source.cursor), Object.fromEntries(figures));
  };
}

const pages = <Row, Args extends PageInput>(
  read: Reader,
  { parents, columns, from, where, order, direction = 'asc' }: Omit<ListSource<Row, Args, string>, 'figures'>,
  args: Args,
) =>
  new DataLoader<string, unknown>(async (keys) => {
    const after = readCursor(args.after, order.length);
    const size = fetchSize(args);
    const names = order.map(([column]) => column).join(', ');
    const { statement, values } = query((at) => {
      const passed = after?.map((value, i) => `${at(value)}::${order[i]![1]}`).join(', ');
      return /* SQL */ `
        select parent.place, found.*
        from ${parentsIn(keys, at)}
        ${parents?.(args) ?? ''}
        cross join lateral (
          select ${sqlOf(columns, args, at)} from ${sqlOf(from, args, at)}
          where ${all([...where(args, at), passed && `(${names}) ${direction === 'asc' ? '>' : '<'} (${passed})`])}
          order by ${order.map(([column]) => `${column} ${direction}`).join(', ')}
          limit ${at(size)}
        ) found`;
    });

    const found: Row[][] = keys.map(() => []);
    for (const row of await read.rows<Row & { place: number }>(statement, values)) {
      found[row.place - 1]!.push(row);
    }
    return found;
  });

const figure = <Row, Args extends PageInput>(
  read: Reader,
  { parents, from, where }: Pick<ListSource<Row, Args, string>, 'parents' | 'from' | 'where'>,
  args: Args,
  sql: (list: string) => string,
) =>
  new DataLoader<string, unknown>(async (keys) => {
    const { statement, values } = query(
      (at) => /* SQL */ `
        select (${sql(`from ${sqlOf(from, args, at)} where ${all(where(args, at))}`)}) as figure
        from ${parentsIn(keys, at)}
        ${parents?.(args) ?? ''}
        order by parent.place`,
    );
    const rows = await read.rows<{ figure: unknown }>(statement, values);
    return rows.map(({ figure }) => figure);
  });

/** The parents as a table, with the place of each. */
const parentsIn = (keys: readonly string[], at: Place) =>
  `unnest(${unseen(at(keys), 'text')}) with ordinality as parent (key, place)`;

const sqlOf = <Args>(sql: Sql<Args>, args: Args, at: Place) =>
  typeof sql === 'string' ? sql : sql(args, at);
