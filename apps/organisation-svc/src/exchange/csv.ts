import { invalidInput, type Listener, say } from '@jinlin/graphql';
import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { CsvKind } from '../generated/graphql';
import { type Column, columnsOf } from './columns';

/** What one import may hold: as many rows as one act should write, and what a request's body takes. */
export const ROWS_AT_MOST = 1000;
const CHARACTERS_AT_MOST = 200_000;

/** A row of a CSV: its cells by the keys of their columns. */
export interface CsvRow {
  number: number;
  cells: ReadonlyMap<string, string>;
  /** Whether it has more cells than there are columns. */
  isTooLong: boolean;
}

/** Reads a CSV into rows, or says why it is none. */
export function readCsv(ctx: Listener, kind: CsvKind, text: string) {
  if (text.length > CHARACTERS_AT_MOST) return tooLarge(ctx);

  const lines = linesOf(text);
  if (lines instanceof CsvError) return notCsv(ctx, (lines as CsvError & { lines?: number }).lines ?? 1);
  const [header = [], ...rows] = lines;
  if (rows.length > ROWS_AT_MOST) return tooLarge(ctx);
  if (rows.length === 0) {
    return invalidInput(ctx, 'csv', {
      en: 'The CSV has no rows below its header.',
      zh: 'CSV 除表头外没有数据行。',
    });
  }

  const keys = header.map((title) => keyOf(kind, title));
  const fault = wrongHeader(ctx, kind, keys);
  if (fault) return fault;
  return rows.map(
    (cells, index): CsvRow => ({
      number: index + 1,
      cells: new Map(keys.map((key, at) => [key!, withoutApostrophe(cells[at] ?? '')])),
      isTooLong: cells.length > keys.length,
    }),
  );
}

function linesOf(text: string): string[][] | CsvError {
  try {
    return parse(text, {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      max_record_size: 10_000,
    });
  } catch (fault) {
    // The parser's message would repeat what stands there.
    if (fault instanceof CsvError) return fault;
    throw fault;
  }
}

const namesOf = ({ key, title }: Column) => [key, title.zh, title.en].map((name) => name.toLowerCase());

const keyOf = (kind: CsvKind, title: string) =>
  columnsOf[kind].find((column) => namesOf(column).includes(title.toLowerCase()))?.key ?? null;

/** A header that is missing is the first row of data, so what stands in it is not repeated. */
function wrongHeader(ctx: Listener, kind: CsvKind, keys: (string | null)[]) {
  const known = columnsOf[kind].map(({ title, key }) => `${key} (${say(ctx, title)})`).join(', ');
  const strange = keys.indexOf(null);
  if (strange >= 0) {
    return invalidInput(ctx, 'csv', {
      en: `The header of column ${strange + 1} is none of these: ${known}.`,
      zh: `第 ${strange + 1} 列的表头不在下列之中：${known}。`,
    });
  }
  const twice = keys.find((key, at) => keys.indexOf(key) !== at);
  if (twice) {
    return invalidInput(ctx, 'csv', { en: `The column ${twice} is there twice.`, zh: `列 ${twice} 重复。` });
  }
  const missing = columnsOf[kind].find(({ key, isRequired }) => isRequired && !keys.includes(key));
  if (!missing) return null;
  return invalidInput(ctx, 'csv', {
    en: `The column ${missing.key} is missing.`,
    zh: `缺少列 ${missing.key}（${missing.title.zh}）。`,
  });
}

const notCsv = (ctx: Listener, line: number) =>
  invalidInput(ctx, 'csv', {
    en: `This is not CSV: see its quotation marks about line ${line}.`,
    zh: `不是有效的 CSV：请检查第 ${line} 行附近的引号。`,
  });

const tooLarge = (ctx: Listener) =>
  invalidInput(ctx, 'csv', {
    en: `One import takes up to ${ROWS_AT_MOST} rows and ${CHARACTERS_AT_MOST} characters; cut the file into parts.`,
    zh: `一次最多导入 ${ROWS_AT_MOST} 行、${CHARACTERS_AT_MOST} 个字符；请拆分文件。`,
  });

/** What exports put before what would be a formula, imports take away again. */
const withoutApostrophe = (cell: string) => cell.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, '');

/** Writes rows as CSV, with a header that spreadsheets show and formulas that they do not run. */
export const writeCsv = (ctx: Listener, kind: CsvKind, rows: readonly Record<string, unknown>[]) =>
  stringify([...rows], {
    header: true,
    columns: columnsOf[kind].map(({ key, title }) => ({ key, header: say(ctx, title) })),
    escape_formulas: true,
    cast: { boolean: (value) => (value ? 'true' : 'false') },
  });
