// Who is measured: how each is started, how it is asked, and how its answer is read. `processes` says whose CPU counts as
// what. Signatures and tokens are Jinlin's alone; the others take whoever asks at their word.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import pg from 'pg';
import { root } from '../tools/apps.mjs';
import { options, sourceFolders } from '../tools/bundle.mjs';
import { folder } from './jinlin.mjs';
import { startPeer } from './peer.mjs';
import { asking, queryIn } from './question.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const body = asking(queryIn('question.graphql'));

/** Answers of the same schema need no mapping. */
const asItIs = (answer) => answer;

export const contenders = [
  {
    key: 'stock',
    title: 'Stock Apollo: gateway 2.14 over three Apollo Server 5',
    async start({ jinlin, actor }) {
      const subgraphs = await Promise.all(
        jinlin.subgraphs.map((subgraph) => stockSubgraph(subgraph, jinlin, actor)),
      );
      const urls = Object.fromEntries(subgraphs.map(({ name, url }) => [name, url]));
      const gateway = await startPeer({
        name: 'stock-gateway',
        script: here('stock/gateway.mjs'),
        env: { SUPERGRAPH: supergraphOver('stock', urls) },
      });
      return {
        url: gateway.url,
        processes: { gateway: [gateway.pid], subgraphs: subgraphs.map(({ pid }) => pid) },
        stop: () => Promise.all([gateway, ...subgraphs].map(({ stop }) => stop())),
      };
    },
    body,
    read: asItIs,
  },
  {
    key: 'hive',
    title: 'Hive Gateway 2, Rust planner, over our subgraphs',
    async start({ jinlin, actor }) {
      const urls = Object.fromEntries(
        jinlin.subgraphs.map(({ name, port }) => [name, `http://127.0.0.1:${port}/graphql`]),
      );
      const gateway = await startPeer({
        name: 'hive-gateway',
        script: here('node_modules/@graphql-hive/gateway/dist/bin.js'),
        args: ['supergraph', supergraphOver('hive', urls), '--config-path', here('hive/gateway.config.mjs')],
        port: HIVE_PORT,
        env: { BENCH_ACTOR: JSON.stringify(actor), GATEWAY_SECRET: jinlin.secrets.gatewaySecret },
      });
      return {
        url: gateway.url,
        processes: { gateway: [gateway.pid], subgraphs: jinlin.subgraphs.map(({ pid }) => pid) },
        stop: gateway.stop,
      };
    },
    body,
    read: asItIs,
  },
  {
    key: 'postgraphile',
    title: 'PostGraphile 5, one process',
    async start({ jinlin }) {
      const env = { DATABASE_URL: jinlin.database.url };
      await runSql(jinlin.database.url, 'postgraphile/prepare.sql');
      const server = await startPeer({ name: 'postgraphile', script: here('postgraphile/server.mjs'), env });
      return { url: server.url, processes: { gateway: [server.pid], subgraphs: [] }, stop: server.stop };
    },
    body: asking(queryIn('postgraphile/question.graphql')),
    /** Its lists are connections, and its times have microseconds and an offset. */
    read: ({ data: { cases } }) => ({
      data: {
        cases: {
          nodes: cases.nodes.map((node) => ({
            ...node,
            openedAt: new Date(node.openedAt).toISOString(),
            area: { ...node.area, ancestors: node.area.ancestors.nodes },
          })),
        },
      },
    }),
  },
  {
    key: 'floor',
    title: 'The floor: one SQL statement behind bare HTTP',
    async start({ jinlin }) {
      const env = { DATABASE_URL: jinlin.database.url };
      const server = await startPeer({ name: 'floor', script: here('floor/server.mjs'), env });
      return { url: server.url, processes: { gateway: [server.pid], subgraphs: [] }, stop: server.stop };
    },
    body,
    read: asItIs,
  },
  {
    key: 'ours',
    title: 'Jinlin: gateway and three services, tokens and signatures on',
    start: async ({ jinlin, token }) => ({
      url: jinlin.url,
      headers: { authorization: `Bearer ${token}` },
      processes: { gateway: [jinlin.gateway], subgraphs: jinlin.subgraphs.map(({ pid }) => pid) },
      stop: async () => {},
    }),
    body,
    read: asItIs,
  },
];

const HIVE_PORT = 14_010;

/** The composed supergraph with the addresses of other subgraphs; the file it was written to. */
function supergraphOver(name, urls) {
  const file = `${folder}/supergraph-${name}.graphql`;
  const composed = readFileSync(`${root}/supergraph.graphql`, 'utf8');
  const addressed = composed.replaceAll(
    /(@join__graph\(name: "(\w+)", url: )"[^"]*"/g,
    (_, start, subgraph) => `${start}"${urls[subgraph]}"`,
  );
  writeFileSync(file, addressed);
  return file;
}

/** One of our services, bundled with Apollo Server in the place of ours. */
async function stockSubgraph({ name, app, port }, { environment }, actor) {
  const outdir = `${folder}/stock/${app}`;
  await build({
    ...options,
    entryPoints: [`apps/${app}/src/main.ts`],
    outdir,
    alias: { '@jinlin/service': here('stock/service.ts') },
    plugins: [sourceFolders(outdir)],
  });
  const env = { ...environment({ name, port }), BENCH_ACTOR: JSON.stringify(actor) };
  return { name, ...(await startPeer({ name: `stock-${app}`, script: `${outdir}/main.js`, env })) };
}

async function runSql(url, file) {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(readFileSync(here(file), 'utf8')).finally(() => client.end());
}
