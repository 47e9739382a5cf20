import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { poolOf } from '@jinlin/database';
import { type Consumer, consume } from '@jinlin/events';
import type { Actor } from '@jinlin/identity';
import { localityCodes } from '@jinlin/localities';
import { followOrganisation } from '@jinlin/replicas';
import { loadOnce } from '@jinlin/service';
import { outboxSettled, schemaOf, testDatabase } from '@jinlin/testing';
import { visitNeeds } from 'cases-svc/src/demand/visit-need';
import { localities as casesLocalities } from 'cases-svc/src/locality';
import { type TestedGateway, testGateway } from 'gateway/src/testing';
import { needDemands } from 'services-svc/src/visit-watch/need-demand';
import type { DataSource } from 'typeorm';
import { names, type Subgraph, subgraphs } from './subgraphs';

const supergraph = readFileSync(join(__dirname, '../supergraph.graphql'), 'utf8');

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is for the test that asked to say.
  data: any;
  errors?: { message: string; path?: unknown[]; extensions: { code: string } }[];
}

/**
 * The whole graph for a suite: the gateway and three subgraphs behind sockets, each subgraph over a schema of its own
 * that holds the localities named, or all of them.
 */
export function wholeGraph(codes: readonly string[] = localityCodes) {
  const databases = Object.fromEntries(
    names.map((name) => [name, testDatabase(subgraphs[name].tables)]),
  ) as Record<Subgraph, DataSource>;
  const closing: (() => Promise<unknown>)[] = [];
  const calls: Subgraph[] = [];
  const away = new Set<Subgraph>();
  const addresses = {} as Record<Subgraph, string>;
  let gateway: TestedGateway;

  beforeAll(async () => {
    await Promise.all(
      names.map((name) => loadOnce(databases[name], subgraphs[name].load({ codes }), () => {})),
    );
    for (const name of names) addresses[name] = await serve(name);
    gateway = await testGateway({ supergraph, subgraphs: addresses });
    closing.unshift(gateway.stop);
  }, 120_000);

  afterAll(async () => {
    for (const close of closing) await close();
  });

  async function serve(name: Subgraph) {
    const app = subgraphs[name].serve(databases[name]);
    app.addHook('onRequest', async ({ raw }) => {
      calls.push(name);
      if (away.has(name)) raw.destroy();
    });
    closing.unshift(() => app.close());
    await app.listen({ port: 0, host: '127.0.0.1' });
    return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/graphql`;
  }

  /** Asks as a client would: as somebody, or as nobody. */
  async function ask(query: string, variables: Record<string, unknown> = {}, as?: Actor): Promise<Answer> {
    const headers = { 'accept-language': 'en' };
    const answer = await gateway.post({ query, variables, headers, ...(as && { as }) });
    return (await answer.json()) as Answer;
  }

  /** Lets one service hear all that another has told. */
  async function hear(
    name: Subgraph,
    other: Subgraph,
    consumer: (streams: Pick<Consumer, 'from' | 'into'>) => Consumer,
  ) {
    const schema = await schemaOf(databases[other]);
    await outboxSettled(databases[other]);
    const from = { pool: poolOf(databases[other]), schema, service: `${other}-svc` };
    while (await consume(consumer({ from, into: poolOf(databases[name]) })));
  }

  return {
    databases,

    /** Where the gateway is, for whoever asks over HTTP. */
    url: () => gateway.url,

    /** Where a subgraph is, which answers only the gateway. */
    addressOf: (name: Subgraph) => addresses[name],

    ask,

    /** Runs one act as its input type says, under a new client key; answers with what is asked of the thing it changed. */
    async act(name: string, input: object, as: Actor, seen = '') {
      const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
      const source = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ${seen} } }`;
      const { data, errors } = await ask(source, { input: { clientKey: randomUUID(), ...input } }, as);
      if (errors) throw new Error(errors[0]!.message);
      return data[name];
    },

    /** The subgraphs that were called while something ran, one word a call. */
    async callsOf<Result>(run: () => Promise<Result>) {
      calls.length = 0;
      const answer = await run();
      return { answer, calls: calls.toSorted() };
    },

    /** Runs something while a subgraph does not answer. */
    async without<Result>(name: Subgraph, run: () => Promise<Result>) {
      away.add(name);
      return run().finally(() => away.delete(name));
    },

    /** Lets cases and services hear whatever the others have told until now. */
    async follow() {
      for (const name of ['cases', 'services'] as const) {
        const { placedTables } = subgraphs[name];
        await hear(name, 'organisation', (streams) => followOrganisation(streams, placedTables));
      }
      const { cases, services } = databases;
      await hear('cases', 'services', (streams) => visitNeeds(cases, casesLocalities, streams));
      await hear('services', 'cases', (streams) => needDemands(services, streams));
    },
  };
}
