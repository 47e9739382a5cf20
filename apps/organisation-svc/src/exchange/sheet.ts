import type { Act } from '@jinlin/acts';
import type { Context } from '../context';
import type { CsvKind } from '../generated/graphql';
import type { Cells } from './cells';
import type { ColumnKey } from './columns';
import type { CsvRow } from './csv';

/** An import under way: the act, with what the service knows. */
export type Importing = Context & Act;

/**
 * How the rows of one kind of CSV become records: what must be known is read for all of them at once, each is judged in
 * turn, and the good ones begin their lives together.
 */
export interface Sheet<Kind extends CsvKind, Known, Entry> {
  kind: Kind;
  know(importing: Importing, rows: readonly CsvRow[]): Promise<Known>;
  /** A record in the making, or null when something is wrong, which its cells then say. */
  judge(
    importing: Importing,
    cells: Cells<ColumnKey<Kind>>,
    known: Known,
  ): Promise<Entry | null> | Entry | null;
  apply(importing: Importing, entries: Entry[], known: Known): Promise<unknown>;
}

/** What stands in a column, each value once. */
export const valuesIn = (rows: readonly CsvRow[], ...keys: string[]): string[] => [
  ...new Set(rows.flatMap(({ cells }) => keys.map((key) => cells.get(key) ?? '')).filter(Boolean)),
];
