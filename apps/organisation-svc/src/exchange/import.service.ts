import { act, begin } from '@jinlin/acts';
import { isRefusal, type Listener, refusal, say } from '@jinlin/graphql';
import { QueryFailedError } from 'typeorm';
import type { Context } from '../context';
import type { CsvKind, ImportCsvInput, RowFault } from '../generated/graphql';
import { appointmentSheet } from './appointment.sheet';
import { areaSheet } from './area.sheet';
import { Cells } from './cells';
import type { ColumnKey } from './columns';
import { readCsv } from './csv';
import { ImportRun, importRunLife } from './import-run';
import { personSheet } from './person.sheet';
import type { Importing, Sheet } from './sheet';
import { unitSheet } from './unit.sheet';

/** How many faults a report shows; it says how many rows are wrong. */
const SHOWN = 500;

export const importAreas = (ctx: Context, input: ImportCsvInput) => run(ctx, 'importAreas', areaSheet, input);

export const importUnits = (ctx: Context, input: ImportCsvInput) => run(ctx, 'importUnits', unitSheet, input);

export const importPeople = (ctx: Context, input: ImportCsvInput) =>
  run(ctx, 'importPeople', personSheet, input);

export const importAppointments = (ctx: Context, input: ImportCsvInput) =>
  run(ctx, 'importAppointments', appointmentSheet, input);

/**
 * One import is one act: all of its rows are written, or, when one is wrong and nothing else was asked, none. What
 * somebody else registers in the meantime is stopped by the database; the rows are then judged once more.
 */
async function run<Kind extends CsvKind, Known, Entry>(
  ctx: Context,
  name: string,
  sheet: Sheet<Kind, Known, Entry>,
  input: ImportCsvInput,
) {
  const attempt = () =>
    act(ctx, ImportRun, name, { ...input }, (acting) => importRows({ ...ctx, ...acting }, sheet, input));
  try {
    return await attempt();
  } catch (fault) {
    if (isTakenMeanwhile(fault)) return attempt();
    throw fault;
  }
}

async function importRows<Kind extends CsvKind, Known, Entry>(
  importing: Importing,
  sheet: Sheet<Kind, Known, Entry>,
  { csv, applyGoodRows }: ImportCsvInput,
) {
  const rows = readCsv(importing, sheet.kind, csv);
  if (isRefusal(rows)) return rows;

  const known = await sheet.know(importing, rows);
  const entries: Entry[] = [];
  const faults: RowFault[] = [];
  for (const row of rows) {
    const cells = new Cells<ColumnKey<Kind>>(importing, row);
    const entry = await sheet.judge(importing, cells, known);
    if (entry && cells.isGood) entries.push(entry);
    faults.push(...cells.faults);
  }
  const wrong = rows.length - entries.length;
  if (wrong > 0 && !applyGoodRows) return rowsWrong(importing, rows.length, wrong, faults);

  if (entries.length > 0) await sheet.apply(importing, entries, known);
  return begin(importing, importRunLife, 'APPLY', {
    state: 'APPLIED',
    kind: sheet.kind,
    at: importing.now,
    areaId: importing.actor.areaId,
    rows: rows.length,
    applied: entries.length,
    faults: faults.slice(0, SHOWN),
  });
}

/** Whether a unique index stopped the writing. */
const isTakenMeanwhile = (fault: unknown) =>
  fault instanceof QueryFailedError && (fault.driverError as { code?: string }).code === '23505';

const rowsWrong = (ctx: Listener, rows: number, wrong: number, faults: RowFault[]) =>
  refusal(
    'RowsWrong',
    'ROWS_WRONG',
    say(ctx, {
      en: `${wrong} of ${rows} rows are wrong, so none was applied.`,
      zh: `${rows} 行中有 ${wrong} 行有误，未导入任何一行。`,
    }),
    { rows, wrong, faults: faults.slice(0, SHOWN) },
  );
