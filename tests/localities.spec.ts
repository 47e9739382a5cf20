import { wholeGraph } from './graph';
import { runTool } from './tool';

const graph = wholeGraph();

it('figures', async () => {
  console.log((await runTool('figures.mjs', [], { GATEWAY_URL: graph.url() })).said);
}, 60_000);
