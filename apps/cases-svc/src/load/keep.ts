import { copyInto, copyRows } from '@jinlin/database';
import { type HistoryRow, historyCells, historyColumns } from '@jinlin/history';
import type { AreaSeed, UnitSeed } from '@jinlin/localities';
import type { Vault } from '@jinlin/privacy';
import type { Loading } from '@jinlin/service';
import type { LocalityRules } from '../locality';

/** A loading of what localities have lived through until now. */
export interface Start extends Loading {
  now: Date;
  vault: Vault;
  grounds: readonly Ground[];
}

/** A locality with its areas of today and its units. */
export interface Ground {
  locality: LocalityRules;
  areas: readonly AreaSeed[];
  units: readonly UnitSeed[];
}

/** A row without what TypeScript alone knows of it. */
export type Row<Entity> = Omit<Entity, '__typename'>;

/** Writes loaded rows of an entity; answers with how many. */
export const keep = <Entity extends object>(
  { client, db }: Loading,
  entity: new () => Entity,
  rows: Iterable<Row<Entity>>,
) => copyRows(client, db.getMetadata(entity), rows);

/** Writes loaded records of one kind, each with its history; answers with how many. */
export async function keepRecords<Entity extends object>(
  loading: Loading,
  entity: new () => Entity,
  records: readonly { row: Row<Entity>; history: readonly HistoryRow[] }[],
) {
  await keepHistory(loading, records);
  return keep(
    loading,
    entity,
    records.map(({ row }) => row),
  );
}

/** The entity of each part of what was lived through, in the order in which their rows refer to each other. */
type Tables<Lived> = {
  [Part in Exclude<keyof Lived, 'history'>]: Lived[Part] extends readonly (infer Kept)[]
    ? new () => Kept & object
    : never;
};

/** Writes all that localities lived through, with its history; answers with how many rows each part has. */
export async function keepAll<Lived extends { history: readonly HistoryRow[] }>(
  loading: Loading,
  all: readonly Lived[],
  tables: Tables<Lived>,
) {
  // Over keys TypeScript forgets that each part of the tables is one of whatever was lived.
  const counts = {} as Record<keyof Tables<Lived>, number>;
  for (const part of Object.keys(tables) as (keyof Tables<Lived>)[]) {
    const rows = all.flatMap((lived) => lived[part] as object[]);
    counts[part] = await keep<object>(loading, tables[part], rows);
  }
  await keepHistory(loading, all);
  return counts;
}

const keepHistory = ({ client }: Loading, lived: readonly { history: readonly HistoryRow[] }[]) =>
  copyInto(
    client,
    'history',
    historyColumns,
    lived.flatMap(({ history }) => history.map(historyCells)),
  );
