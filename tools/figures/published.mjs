// The published figures, and the question that computes each one that can be computed.
import { readFileSync } from 'node:fs';
import { parse, print } from 'graphql';
import { root } from '../apps.mjs';

/** One object a row of docs/figures.csv, by the names of its columns. Definitions hold no commas. */
export function published() {
  const [columns, ...rows] = read('docs/figures.csv')
    .trim()
    .split('\n')
    .map((line) => line.split(','));

  return rows.map((cells) => {
    const row = Object.fromEntries(columns.map((column, at) => [column, cells[at]]));
    return { ...row, value: numberIn(row.value), valueTo: numberIn(row.value_to) };
  });
}

/** The operations of docs/figures.graphql by the figure that they compute: H_streets computes H.streets. */
export const questions = () =>
  new Map(
    parse(read('docs/figures.graphql')).definitions.map((operation) => [
      operation.name.value.replace('_', '.'),
      print(operation),
    ]),
  );

const numberIn = (cell) => (cell === '' ? null : Number(cell));

const read = (path) => readFileSync(`${root}/${path}`, 'utf8');
