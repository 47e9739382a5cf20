import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { butForIndices, twoGraphs } from '../example/graphs';
import { madeUpSubgraphs } from '../example/made-up';
import { randomOperation } from '../example/random-operation';

const supergraph = readFileSync(join(__dirname, '../../../../supergraph.graphql'), 'utf8');

test('on the real supergraph too, our executor answers as that of Apollo does', async () => {
  const { ours, expectTheSame } = await twoGraphs(madeUpSubgraphs(supergraph), supergraph);

  for (let seed = 1; seed <= 40; seed += 1) {
    const { source, variables } = randomOperation(ours.graph.schema!, seed);
    await expectTheSame(source, variables, butForIndices).catch((fault) => {
      throw new Error(`seed ${seed}: ${source} ${JSON.stringify(variables)}\n${fault.message}`);
    });
  }
});
