import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { refused } from './fault';
import { type LogLevel, logger } from './log';

/** Whether an app can do its work now; the facts beside it are shown at /readyz. */
export type Readiness = boolean | { ready: boolean; [fact: string]: unknown };

export interface HttpOptions {
  name: string;
  logLevel: LogLevel;
  ready: () => Readiness | Promise<Readiness>;
  /** The most bytes that a request's body may have. */
  bodyLimit?: number;
  /** How loudly each request is logged; what is asked by another of our processes is in its log already. */
  requestLevel?: 'info' | 'debug';
  /** Addresses of proxies whose word on who asks counts (X-Forwarded-For). */
  trustProxy?: readonly string[];
}

declare module 'fastify' {
  interface FastifyInstance {
    /** True from the moment the process was told to end: it still answers, but wants no new clients. */
    draining: { now: boolean };
    metrics: Registry;
  }
  interface FastifyRequest {
    /** What the log line of this request tells besides: who asks for what, never whom it is about. */
    facts: Record<string, unknown> | null;
  }
}

/** One HTTP server for every app: health, readiness, metrics, one lean log line a request, and limits that hold. */
export function httpServer({
  name,
  logLevel,
  ready,
  bodyLimit = 262_144,
  requestLevel = 'info',
  trustProxy = [],
}: HttpOptions): FastifyInstance {
  const app: FastifyInstance = fastify({
    loggerInstance: logger(name, logLevel),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'traceId' }),
    genReqId: requestId,
    bodyLimit,
    trustProxy: trustProxy.length > 0 && [...trustProxy],
    // Slow senders (slow-loris) are cut off; idle connections outlive the gateway's pool, which lets go after 30 s.
    requestTimeout: 15_000,
    keepAliveTimeout: 75_000,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 5_000 },
    // While the server closes, what comes in over open connections is still answered.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    frameworkErrors: noAddress,
  });

  app.decorate('draining', { now: false });
  app.decorate('metrics', new Registry());
  app.decorateRequest('facts', null);
  collectDefaultMetrics({ register: app.metrics });
  observe(app, requestLevel);
  guard(app);

  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_, reply) => {
    const readiness = await ready();
    const { ready: isReady, ...facts } = typeof readiness === 'boolean' ? { ready: readiness } : readiness;
    const status = app.draining.now ? 'draining' : isReady ? 'ready' : 'not ready';
    return reply.code(status === 'ready' ? 200 : 503).send({ status, ...facts });
  });
  app.get('/metrics', async (_, reply) =>
    reply.type(app.metrics.contentType).send(await app.metrics.metrics()),
  );
  return app;
}

/** The caller's id for this request, so that one id runs through all processes; a new one when it has none. */
function requestId({ headers }: Pick<IncomingMessage, 'headers'>) {
  const given = headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:-]{1,64}$/.test(given) ? given : randomUUID();
}

const quiet = new Set(['/healthz', '/readyz', '/metrics']);

/** One log line and one measurement a request: the route, never the query or the body. */
function observe(app: FastifyInstance, level: 'info' | 'debug') {
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [app.metrics],
  });

  app.addHook('onResponse', (request, reply, done) => {
    const route = routeOf(request);
    const ms = reply.elapsedTime;
    duration.labels(request.method, route, String(reply.statusCode)).observe(ms / 1000);
    const { method, facts } = request;
    const line = { method, route, status: reply.statusCode, ms: Math.round(ms * 10) / 10, ...facts };
    request.log[quiet.has(route) ? 'debug' : level](line, 'answered');
    done();
  });
}

const routeOf = (request: FastifyRequest) => request.routeOptions.url ?? 'none';

const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
};

/** Headers that browsers hold to, and answers to bad requests that give nothing away. */
function guard(app: FastifyInstance) {
  app.addHook('onRequest', ({ id }, reply, done) => {
    reply.headers(SECURITY_HEADERS).header('x-request-id', id);
    done();
  });
  app.addHook('onSend', (_, reply, payload, done) => {
    if (app.draining.now) reply.header('connection', 'close');
    done(null, payload);
  });

  app.setNotFoundHandler((_, reply) => reply.code(404).send(refused('NOT_FOUND', 'There is nothing here.')));

  app.setErrorHandler((fault: FastifyError, request, reply) => {
    const known =
      badRequests[fault.code] ?? (isClientFault(fault) ? refused('BAD_REQUEST', fault.message) : null);
    if (known) return reply.code(fault.statusCode === 413 ? 400 : (fault.statusCode ?? 400)).send(known);

    request.log.error({ err: fault }, 'fault');
    return reply.code(500).send(refused('INTERNAL', 'Internal error', { traceId: request.id }));
  });
}

/** Refuses an address that is none: in the words of all other refusals, though before any hook. */
function noAddress(_: FastifyError, { id }: FastifyRequest, reply: FastifyReply) {
  reply.headers(SECURITY_HEADERS).header('x-request-id', id);
  reply.code(400).send(refused('BAD_REQUEST', 'The address cannot be read.'));
}

const isClientFault = ({ statusCode = 500 }: FastifyError) => statusCode >= 400 && statusCode < 500;

const badRequests: Record<string, ReturnType<typeof refused>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: refused('BODY_TOO_LARGE', 'The body is larger than this server takes.'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: refused('UNSUPPORTED_MEDIA_TYPE', 'Send application/json.'),
  FST_ERR_CTP_INVALID_JSON_BODY: refused('BAD_REQUEST', 'The body is not JSON.'),
  FST_ERR_CTP_EMPTY_JSON_BODY: refused('BAD_REQUEST', 'The body is empty.'),
};
