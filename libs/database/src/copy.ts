import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { EntityMetadata, ObjectLiteral } from 'typeorm';

/** Loads rows of an entity through COPY, every column of it; returns how many. */
export function copyRows<Row extends ObjectLiteral>(
  client: PoolClient,
  { tableName, columns }: EntityMetadata,
  rows: Iterable<Row>,
) {
  function* cells() {
    for (const row of rows) yield columns.map(({ propertyName, type }) => asColumn(type, row[propertyName]));
  }
  return copyInto(
    client,
    `"${tableName}"`,
    columns.map(({ databaseName }) => `"${databaseName}"`),
    cells(),
  );
}

/** A list may be an array of PostgreSQL or one of JSON; only the column tells which. Nothing is nothing in either. */
const asColumn = (type: EntityMetadata['columns'][number]['type'], value: Cell) =>
  (type === 'jsonb' || type === 'json') && value !== null ? JSON.stringify(value) : value;

type Cell = string | number | boolean | Date | Buffer | null | undefined | object;

/** Loads rows through COPY, the fastest way in. Each row holds the cells of `columns` in order; returns how many. */
export async function copyInto(
  client: PoolClient,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly Cell[]>,
) {
  let count = 0;
  function* chunks() {
    let chunk = '';
    for (const row of rows) {
      count += 1;
      chunk += `${row.map(cell).join('\t')}\n`;
      if (chunk.length < 65_536) continue;
      yield chunk;
      chunk = '';
    }
    if (chunk) yield chunk;
  }

  await pipeline(
    Readable.from(chunks()),
    client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`)),
  );
  return count;
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escaped = (text: string) =>
  /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (c) => escapes[c]!) : text;

function cell(value: Cell): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'string') return escaped(value);
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`;
  if (Array.isArray(value)) return escaped(arrayLiteral(value));
  return typeof value === 'object' ? escaped(JSON.stringify(value)) : String(value);
}

const arrayLiteral = (values: unknown[]) =>
  `{${values.map((value) => `"${String(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`;
