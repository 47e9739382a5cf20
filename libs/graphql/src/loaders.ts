import { type Reader, type Statement, statement, unseen } from '@jinlin/database';
import DataLoader from 'dataloader';
import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';

type Key<Row> = keyof Row & string;

const statements = new WeakMap<object, Map<string, Statement>>();

/** The named statement that reads an entity's rows by one column. Made once; the server prepares it once a connection. */
function byColumn<Row extends ObjectLiteral>(
  db: DataSource,
  entity: EntityTarget<Row>,
  key: Key<Row>,
  order: string,
) {
  const { columns, tableName, target } = db.getMetadata(entity);
  const known = statements.get(target as object) ?? new Map<string, Statement>();
  statements.set(target as object, known);

  const name = `${key} ${order}`;
  let found = known.get(name);
  if (!found) {
    const column = columns.find(({ propertyName }) => propertyName === key)!;
    const by = `where "${column.databaseName}" = any(${unseen('$1', String(column.type))})`;
    found = statement(
      `select ${columnsOf(db, entity)} from "${tableName}" ${by} ${order && `order by ${order}`}`,
    );
    known.set(name, found);
  }
  return found;
}

const selectLists = new WeakMap<object, Map<string, string>>();

/** An entity's columns for a select list, under the names of its properties. */
export const columnsOf = <Row extends ObjectLiteral>(
  db: DataSource,
  entity: EntityTarget<Row>,
  alias = '',
) => {
  const { columns, target } = db.getMetadata(entity);
  const known = selectLists.get(target as object) ?? new Map<string, string>();
  selectLists.set(target as object, known);

  return remembered(known, alias, () =>
    columns
      .filter(({ isSelect }) => isSelect)
      .map(
        ({ databaseName, propertyName }) => `${alias && `${alias}.`}"${databaseName}" as "${propertyName}"`,
      )
      .join(', '),
  );
};

/** Loads the row whose `key` is the value asked for, or null. One statement however many are asked for. */
export const oneBy = <Row extends ObjectLiteral>(
  db: DataSource,
  read: Reader,
  entity: EntityTarget<Row>,
  key: Key<Row>,
) =>
  new DataLoader<string, Row | null>(async (values) => {
    const rows = await read.rows<Row>(byColumn(db, entity, key, ''), [values]);
    const rowOf = new Map(rows.map((row) => [row[key] as string, row]));
    return values.map((value) => rowOf.get(value) ?? null);
  });

/** Loads every row whose `key` is the value asked for, in the given SQL order. */
export const manyBy = <Row extends ObjectLiteral>(
  db: DataSource,
  read: Reader,
  entity: EntityTarget<Row>,
  key: Key<Row>,
  order = '',
) =>
  new DataLoader<string, Row[]>(async (values) => {
    const rows = await read.rows<Row>(byColumn(db, entity, key, order), [values]);
    return grouped(values, rows, (row) => row[key] as string);
  });

/**
 * Loads rows by a hand-written statement whose $1 is the array of keys and whose further values are `rest`;
 * `keyOf` says to which key a row belongs.
 */
export const manyByStatement = <Row>(
  read: Reader,
  sql: Statement,
  keyOf: (row: Row) => string,
  ...rest: unknown[]
) =>
  new DataLoader<string, Row[]>(async (keys) =>
    grouped(keys, await read.rows<Row>(sql, [keys, ...rest]), keyOf),
  );

/** Loads at most one row a key by a hand-written statement, like `manyByStatement`. */
export const oneByStatement = <Row>(
  read: Reader,
  sql: Statement,
  keyOf: (row: Row) => string,
  ...rest: unknown[]
) =>
  new DataLoader<string, Row | null>(async (keys) => {
    const rowOf = new Map((await read.rows<Row>(sql, [keys, ...rest])).map((row) => [keyOf(row), row]));
    return keys.map((key) => rowOf.get(key) ?? null);
  });

type Together<Groups extends readonly (() => object)[]> = {
  [I in keyof Groups]: (given: ReturnType<Groups[I]>) => void;
}[number] extends (given: infer All) => void
  ? All
  : never;

/**
 * Puts groups of loaders together for a request, each made when one of it is first asked for: a service has many, and a
 * request uses few. What a group holds, under which names, must not depend on the request.
 */
export function loadersOf<Given extends unknown[], const Groups extends readonly (() => object)[]>(
  groupsOf: (...given: Given) => Groups,
) {
  class Loaders {
    private readonly made: Record<string, unknown>[] = [];
    constructor(private readonly groups: Groups) {}

    group(i: number) {
      this.made[i] ??= this.groups[i]!() as Record<string, unknown>;
      return this.made[i];
    }
  }

  /** What the groups hold is known once they have all been made, for the first request. */
  let isKnown = false;
  const learn = (loaders: Loaders, groups: Groups) => {
    for (const i of groups.keys()) {
      for (const name of Object.keys(loaders.group(i))) {
        Object.defineProperty(Loaders.prototype, name, {
          get(this: Loaders) {
            return this.group(i)[name];
          },
        });
      }
    }
    isKnown = true;
  };

  return (...given: Given) => {
    const groups = groupsOf(...given);
    const loaders = new Loaders(groups);
    if (!isKnown) learn(loaders, groups);
    // The getters are those of all the groups.
    return loaders as unknown as Together<Groups>;
  };
}

function grouped<Row>(values: readonly string[], rows: Row[], keyOf: (row: Row) => string) {
  const groups = new Map<string, Row[]>(values.map((value) => [value, []]));
  for (const row of rows) groups.get(keyOf(row))?.push(row);
  return values.map((value) => groups.get(value)!);
}

/** What a map holds under a key, such as the loader for one day; made and kept when it holds nothing yet. */
export function remembered<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;

  const made = make();
  map.set(key, made);
  return made;
}

/** A record of another subgraph, as far as this one knows it. */
export interface Reference {
  id: string;
}
