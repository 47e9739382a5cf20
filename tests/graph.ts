import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { poolOf } from '@jinlin/database';
import { consume } from '@jinlin/events';
import type { Role } from '@jinlin/identity';
import { followOrganisation } from '@jinlin/replicas';
import { loadOnce } from '@jinlin/service';
import { schemaOf, testDatabase } from '@jinlin/testing';
import type { FastifyInstance } from 'fastify';
import { readSettings } from 'gateway/src/config';
import { gateway } from 'gateway/src/gateway';
import type { DataSource } from 'typeorm';
import { names, type Subgraph, subgraphs } from './subgraphs';

const MINUTE = 60_000;
const SECRET = randomBytes(32).toString('hex');

// biome-ignore lint/suspicious/noExplicitAny: what an answer holds is for the test that asked to say.
type Answer = { data: any; errors?: { message: string; path?: unknown[]; extensions: { code: string } }[] };

export type Ask = (source: string, variables?: Record<string, unknown>) => Promise<Answer>;

/**
 * The whole graph for a suite: three subgraphs and the gateway behind real sockets, each subgraph over a schema of its
 * own that holds the five localities, and people with tokens as in development.
 */
export function wholeGraph() {
  const databases = Object.fromEntries(
    names.map((name) => [name, testDatabase(subgraphs[name].tables)]),
  ) as Record<Subgraph, DataSource>;
  const running: FastifyInstance[] = [];
  const calls: Subgraph[] = [];
  const away = new Set<Subgraph>();
  let url = '';
  let stop = async () => {};
  let personas: { role: Role; area: string; token: string }[] = [];

  beforeAll(async () => {
    await Promise.all(names.map((name) => loadOnce(databases[name], subgraphs[name].load, () => {})));
    const addresses: Record<string, string> = {};
    for (const name of names) {
      const app = subgraphs[name].serve(databases[name], SECRET);
      app.addHook('onRequest', async ({ raw }) => {
        calls.push(name);
        if (away.has(name)) raw.destroy();
      });
      addresses[`${name.toUpperCase()}_URL`] = await listening(app);
    }

    const whole = await gateway(
      readSettings({
        ...addresses,
        JINLIN_MODE: 'development',
        LOG_LEVEL: 'error',
        GATEWAY_SECRET: SECRET,
        SUPERGRAPH: join(__dirname, '../supergraph.graphql'),
      }),
    );
    stop = whole.stop;
    url = await listening(whole.app);
    personas = (await (await fetch(`${url}/dev/tokens`)).json()) as typeof personas;
  }, 2 * MINUTE);

  afterAll(async () => {
    await stop();
    await Promise.all(running.map((app) => app.close()));
  });

  async function listening(app: FastifyInstance) {
    running.unshift(app);
    await app.listen({ port: 0, host: '127.0.0.1' });
    return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  }

  const askWith =
    (token?: string): Ask =>
    async (source, variables = {}) => {
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'accept-language': 'en',
          ...(token && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ query: source, variables }),
      });
      return (await answer.json()) as Answer;
    };

  return {
    databases,
    url: () => url,

    /** Asks as nobody. */
    anonymous: askWith(),

    /** Asks in a role, at one of the places where the development tokens' people work. */
    as(role: Role, area: string): Ask {
      const persona = personas.find((each) => each.role === role && each.area === area);
      if (!persona) throw new Error(`Nobody works as ${role} in ${area}.`);
      return askWith(persona.token);
    },

    /** The subgraphs that were called while something ran, once for each call. */
    async callsOf(run: () => Promise<unknown>) {
      calls.length = 0;
      await run();
      return [...calls].sort();
    },

    /** Runs while a subgraph does not answer. */
    async without<Result>(name: Subgraph, run: () => Promise<Result>) {
      away.add(name);
      return run().finally(() => away.delete(name));
    },

    /** Lets cases and services hear what organisation has told until now. */
    async follow() {
      const schema = await schemaOf(databases.organisation);
      const from = { pool: poolOf(databases.organisation), schema, service: 'organisation-svc' };
      for (const name of ['cases', 'services'] as const) {
        const consumer = followOrganisation(
          { from, into: poolOf(databases[name]) },
          subgraphs[name].placedTables,
        );
        while (await consume(consumer));
      }
    },
  };
}
