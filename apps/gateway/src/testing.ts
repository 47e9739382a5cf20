// A gateway in this process, for tests: over services that run already, or over schemas that are served for it.
import { generateKeyPairSync } from 'node:crypto';
import type { Actor } from '@jinlin/identity';
import { subgraphServer } from '@jinlin/server';
import type { GraphQLSchema } from 'graphql';
import { developmentIssuer } from './auth/development';
import { readSettings } from './config';
import { gateway } from './gateway';

export const GATEWAY_SECRET = 'a secret that only the tests know, of 32 characters';

export interface TestGateway {
  /** The supergraph that the subgraphs compose to. */
  supergraph: string;
  /** For each subgraph (`organisation`, `cases`, `services`) where it is, or what it serves. */
  subgraphs: Record<string, string | GraphQLSchema>;
  /** Settings that a test is about. */
  env?: Record<string, string>;
}

export interface Ask {
  query?: string;
  variables?: Record<string, unknown>;
  operationName?: string;
  as?: Actor;
  headers?: Record<string, string>;
}

export type TestedGateway = Awaited<ReturnType<typeof testGateway>>;

/** Starts a gateway on a port of its own. */
export async function testGateway({ supergraph, subgraphs, env = {} }: TestGateway) {
  const served = await Promise.all(Object.entries(subgraphs).map(serve));
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signingKey = JSON.stringify(privateKey.export({ format: 'jwk' }));
  const { issue } = await developmentIssuer(signingKey, Date.now());

  const { app, graph, stop } = await gateway(
    readSettings({
      JINLIN_MODE: 'development',
      LOG_LEVEL: 'silent',
      GATEWAY_SECRET,
      SIGNING_KEY: signingKey,
      ...Object.fromEntries(served.map(({ name, url }) => [`${name.toUpperCase()}_URL`, url])),
      ...env,
    }),
    async () => ({ supergraphSdl: supergraph }),
  );
  const url = await app.listen({ port: 0, host: '127.0.0.1' });

  const tokenOf = ({ id, role, areaId, unitId, personId, scopes }: Actor) =>
    issue(id, { role, area: areaId, unit: unitId, person: personId, scopes }, Date.now());

  return {
    app,
    graph,
    url,
    tokenOf,
    /** Posts an operation as a client does. */
    post: async ({ as, headers, ...body }: Ask) =>
      fetch(`${url}/graphql`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: {
          'content-type': 'application/json',
          ...(as && { authorization: `Bearer ${await tokenOf(as)}` }),
          ...headers,
        },
      }),
    stop: async () => {
      await app.close();
      await stop();
      await Promise.all(served.map(({ close }) => close()));
    },
  };
}

/** Serves a schema as a service does; what runs already is left as it is. */
async function serve([name, subgraph]: [string, string | GraphQLSchema]) {
  if (typeof subgraph === 'string') return { name, url: subgraph, close: async () => {} };

  const app = subgraphServer({
    name,
    schema: subgraph,
    gatewaySecret: GATEWAY_SECRET,
    logLevel: 'silent',
    ready: () => true,
    contextOf: (request) => ({ ...request, end: async () => {}, renew: async () => {} }),
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return { name, url, close: () => app.close() };
}
