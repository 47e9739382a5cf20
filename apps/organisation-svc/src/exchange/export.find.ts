import { recordUnmaskings } from '@jinlin/acts';
import { forbidden } from '@jinlin/graphql';
import { liesIn, mayUnmask } from '@jinlin/identity';
import { pathNamed } from '../area/area.find';
import type { Context } from '../context';
import type { PersonInClear, QueryExportCsvArgs } from '../generated/graphql';
import { writeCsv } from './csv';
import type { ExportedRow } from './export.loaders';

/** A page of records as CSV; people only to those whose area they are in, and in clear only for a recorded purpose. */
export async function exportCsv(ctx: Context, { kind, withinCode, after, purpose }: QueryExportCsvArgs) {
  const { load, scope, actor } = ctx;
  // A page of a thousand rows is not for passers-by.
  if (!actor) throw forbidden('Exports need a token.');
  const path = (await pathNamed(ctx, { withinCode }))!;
  const isClear = kind === 'PEOPLE' && Boolean(purpose);
  if (isClear && !mayUnmask(actor)) throw forbidden('Clear names and numbers need the scope pii:read.');
  if (kind === 'PEOPLE' && !liesIn(path, scope.areaPath)) {
    throw forbidden('People are exported by those alone whose area they are in.');
  }

  const { rows, hasNextPage, endCursor } = await load.exported({ kind, path, after, isClear });
  if (isClear) {
    await recordUnmaskings(ctx, { type: 'Person', ids: rows.map(({ id }) => id), purpose: purpose! });
  }
  return {
    csv: writeCsv(ctx, kind, isClear ? rows.map((row) => opened(ctx, row)) : rows),
    rows: rows.length,
    pageInfo: { hasNextPage, endCursor },
  };
}

const opened = ({ vault }: Context, { sealed, ...row }: ExportedRow) => ({
  ...row,
  ...(JSON.parse(vault.open(sealed!)) as PersonInClear),
});
