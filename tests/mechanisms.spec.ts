import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildSchema, isInterfaceType, isObjectType } from 'graphql';

const path = (file: string) => join(__dirname, '..', file);
const read = (file: string) => readFileSync(path(file), 'utf8');

const page = read('docs/mechanisms.md');
const rows = [...page.matchAll(/^\| ([HSDFX]\d+) \| (.+) \| (.+) \| (.+) \|$/gm)].map(
  ([, id = '', , operations = '', specs = '']) => ({
    id,
    operations: ticked(operations),
    specs: ticked(specs),
  }),
);

const numbered = (locality: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `${locality}${from + i}`);

const all = Object.entries({ H: 31, S: 28, D: 28, F: 22, X: 17 }).flatMap(([locality, last]) =>
  numbered(locality, 1, last),
);

describe('docs/mechanisms.md', () => {
  const schema = buildSchema(read('supergraph.graphql'), { assumeValidSDL: true });

  it('has each mechanism once, each run by operations and proved by specs', () => {
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(rows.filter(({ operations, specs }) => !operations.length || !specs.length)).toEqual([]);
  });

  it('knows all 126', () => {
    expect(rows.map(({ id }) => id).toSorted()).toEqual(all.toSorted());
  });

  it('names operations that the graph has', () => {
    const exists = (operation: string) => {
      const [type = '', field = ''] = operation.split('.');
      const owner = schema.getType(type);
      return (isObjectType(owner) || isInterfaceType(owner)) && field in owner.getFields();
    };

    expect(rows.flatMap(({ operations }) => operations).filter((operation) => !exists(operation))).toEqual(
      [],
    );
  });

  it('names specs that are there and cite the mechanism', () => {
    const proves = (spec: string, id: string) =>
      existsSync(path(spec)) && new RegExp(`\\b${id}\\b`).test(read(spec));

    expect(
      rows.flatMap(({ id, specs }) =>
        specs.filter((spec) => !proves(spec, id)).map((spec) => `${id}: ${spec}`),
      ),
    ).toEqual([]);
  });

  it('names specs that run each of the operations', () => {
    const neverRun = rows.flatMap(({ id, operations, specs }) => {
      const run = specs.map(whatRuns).join('\n');
      const isRun = (operation: string) => new RegExp(`\\b${operation.split('.')[1]}\\b`).test(run);
      return operations.filter((operation) => !isRun(operation)).map((operation) => `${id}: ${operation}`);
    });

    expect(neverRun).toEqual([]);
  });
});

/** A spec with what it asks through: the helpers beside it, and the operations that clients ask. */
function whatRuns(spec: string) {
  const folder = dirname(spec);
  const beside = readdirSync(path(folder)).filter((file) => /(\.testing|^operations)\.ts$/.test(file));
  return [spec, ...beside.map((file) => `${folder}/${file}`)].map(read).join('\n');
}

/** What a cell holds between backticks. */
function ticked(cell: string) {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);
}
