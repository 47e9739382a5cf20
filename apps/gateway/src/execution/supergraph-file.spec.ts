import { mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { logger } from '@jinlin/server';
import { compose, exampleSubgraphs } from '../example/example';
import { Graph } from './graph';
import { supergraphFile } from './supergraph-file';

const log = logger('test', 'silent');
const [organisation] = exampleSubgraphs;

const aFile = () => join(mkdtempSync(join(tmpdir(), 'supergraph-')), 'supergraph.graphql');

/** Replaces the file at once, as a deployment does. */
function replace(path: string, content: string) {
  writeFileSync(`${path}.new`, content);
  renameSync(`${path}.new`, path);
}

async function until(isSo: () => boolean) {
  for (let waited = 0; !isSo() && waited < 5_000; waited += 50) await pause(50);
}

test('the graph follows its file, and holds to what it has when the file is faulty', async () => {
  const path = aFile();
  replace(path, compose([organisation!]));
  const graph = new Graph({
    supergraph: supergraphFile(path, log),
    serviceOf: (name) => ({
      name,
      ask: async () => ({}),
      isReady: async () => true,
      close: async () => {},
    }),
    log,
  });
  await graph.load();
  const has = (field: string) => Boolean(graph.schema!.getQueryType()!.getFields()[field]);
  expect([has('areas'), has('cases')]).toEqual([true, false]);

  replace(path, compose(exampleSubgraphs));
  await until(() => has('cases'));
  expect([has('areas'), has('cases')]).toEqual([true, true]);

  replace(path, 'type Query { broken');
  await pause(1_500);
  expect([has('areas'), has('cases')]).toEqual([true, true]);

  await graph.stop();
});

test('a file that is not there is said plainly', async () => {
  const load = supergraphFile('/nowhere/supergraph.graphql', log);

  await expect(load({} as never)).rejects.toThrow('Run npm run compose, or set SUPERGRAPH.');
});
