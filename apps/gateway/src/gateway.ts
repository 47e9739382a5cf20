import type { SupergraphSdlHook } from '@apollo/gateway';
import { httpServer } from '@jinlin/server';
import type { FastifyInstance } from 'fastify';
import { Histogram } from 'prom-client';
import { apolloServer } from './apollo';
import { developmentIssuer } from './auth/development';
import { serveDevelopmentTokens } from './auth/routes';
import { type TokenRules, tokenReader } from './auth/tokens';
import { callers } from './callers';
import type { Settings } from './config';
import { allowOrigins } from './cors';
import { Graph } from './execution/graph';
import { HttpService } from './execution/http-service';
import { supergraphFile } from './execution/supergraph-file';
import { serveExplorer } from './explorer';
import { serveGraphql } from './graphql';
import { serveHotline } from './hotline/hotline';
import { serveHsds } from './hsds/hsds';
import { Backend } from './integrator/backend';
import { integratorKeys } from './integrator/keys';
import { limits } from './limits/limits';
import { rateLimiter } from './limits/rate';
import { serveOpen311 } from './open311/open311';
import { readinessOf } from './readiness';

export interface Gateway {
  app: FastifyInstance;
  graph: Graph;
  stop: () => Promise<void>;
}

/** Puts the gateway together: who asks, what may be asked, the graph that answers, and what is shown beside it. */
export async function gateway(settings: Settings, supergraph?: SupergraphSdlHook): Promise<Gateway> {
  const app = httpServer({
    name: 'gateway',
    logLevel: settings.LOG_LEVEL,
    bodyLimit: limits.body,
    trustProxy: settings.TRUST_PROXY,
    ready: () => readinessOf(graph.services.values()),
  });
  allowOrigins(app, settings.CORS_ORIGINS);

  const graph = graphOf(settings, app, supergraph ?? supergraphFile(settings.SUPERGRAPH, app.log));
  const apollo = apolloServer(graph, { isSchemaHidden: !settings.INTROSPECTION, log: app.log });
  await apollo.start();

  serveGraphql(app, {
    graph,
    apollo,
    callerOf: callers({
      readToken: tokenReader(await tokenRules(settings, app)),
      take: rateLimiter({ perSecond: settings.RATE_LIMIT, burst: settings.RATE_LIMIT * BURST_SECONDS }),
      isSchemaOpen: settings.INTROSPECTION,
    }),
    deadline: settings.DEADLINE_MS,
    isStock: isStock(settings),
  });
  serveExplorer(app, settings.EXPLORER);

  const { GATEWAY_SECRET: secret, DEADLINE_MS: patience } = settings;
  const { CASES_URL = 'http://127.0.0.1:4002', SERVICES_URL = 'http://127.0.0.1:4003' } = settings;
  const backend = new Backend({ url: CASES_URL, socket: settings.CASES_SOCKET, secret, patience });
  const admit = integratorKeys(backend);
  serveHotline(app, { backend, admit });
  serveOpen311(app, { backend, admit, perSecond: settings.RATE_LIMIT });

  const services = new Backend({ url: SERVICES_URL, socket: settings.SERVICES_SOCKET, secret, patience });
  serveHsds(app, { backend: services, perSecond: settings.RATE_LIMIT });

  return {
    app,
    graph,
    stop: async () => {
      await apollo.stop();
      await backend.close();
      await services.close();
    },
  };
}

/** A client that has been quiet may send at once what it could have sent in so many seconds. */
const BURST_SECONDS = 4;

const isStock = ({ GATEWAY_EXECUTOR }: Settings) => GATEWAY_EXECUTOR === 'stock';

function graphOf(settings: Settings, { log, metrics }: FastifyInstance, supergraph: SupergraphSdlHook) {
  const duration = new Histogram({
    name: 'subgraph_request_duration_seconds',
    help: 'Time from asking a subgraph to having its whole answer.',
    labelNames: ['subgraph', 'outcome'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [metrics],
  });
  const addresses: Record<string, { url?: string | undefined; socket?: string | undefined }> = {
    organisation: { url: settings.ORGANISATION_URL, socket: settings.ORGANISATION_SOCKET },
    cases: { url: settings.CASES_URL, socket: settings.CASES_SOCKET },
    services: { url: settings.SERVICES_URL, socket: settings.SERVICES_SOCKET },
  };
  return new Graph({
    supergraph,
    isStock: isStock(settings),
    log,
    serviceOf: (name, composed) => {
      const { url, socket } = addresses[name] ?? {};
      return new HttpService({
        name,
        url: url ? new URL('/graphql', url).href : (composed ?? ''),
        socket,
        secret: settings.GATEWAY_SECRET,
        duration,
        log,
      });
    },
  });
}

/** Whose tokens count: the issuer's of the settings, or, where the graph is tried out, our own for made-up people. */
async function tokenRules(settings: Settings, app: FastifyInstance): Promise<TokenRules> {
  const { JWT_ISSUER: issuer, JWT_AUDIENCE: audience, JWKS_URL: keys } = settings;
  if (issuer && keys) return { issuer, audience, keys };

  const development = await developmentIssuer(settings.SIGNING_KEY, Date.now());
  serveDevelopmentTokens(app, development);
  return development;
}
