import { type Language, languageOf } from '@jinlin/graphql';
import { ACTOR_HEADER, type Actor, decodeActor, isSigned, SIGNATURE_HEADER } from '@jinlin/identity';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql';
import { DEADLINE_HEADER, deadlineOf, within } from './deadline';
import { type Doors, openDoors } from './doors';
import { executor, type Operation } from './execution';
import { causeOf, isMalformed, malformed, masked, refused } from './fault';
import { type HttpOptions, httpServer } from './http';

/** What a subgraph knows of one request; the gateway vouches for it. */
export interface SubgraphRequest {
  actor: Actor | null;
  language: Language;
  now: Date;
  requestId: string;
  /** Epoch milliseconds after which nobody waits for the answer. */
  deadline: number | null;
  /**
   * Aborted once nobody waits any more: the deadline has passed, or the gateway has hung up. Its reason is an error of
   * GraphQL, so that whatever stops because of it is no fault of ours in the log.
   */
  signal: AbortSignal;
}

/** Who asks, in which language and when. Where a signal comes along, reading stops with it. */
export type Asking = Pick<SubgraphRequest, 'actor' | 'language' | 'now'> &
  Partial<Pick<SubgraphRequest, 'signal'>>;

/** What the resolvers of one request share. `end` lets go of it, also after faults. */
export interface SubgraphContext {
  end(): Promise<void>;
  /** Called after each act, so that what follows it in the same request reads anew. */
  renew(): Promise<void>;
}

export interface SubgraphOptions<Context extends SubgraphContext> extends HttpOptions {
  schema: GraphQLSchema;
  gatewaySecret: string;
  contextOf: (request: SubgraphRequest) => Context | Promise<Context>;
  /** What it answers to the gateway beside GraphQL. */
  doors?: Doors | undefined;
}

/**
 * Serves a subgraph to the gateway alone. A POST holds one operation, or an array of them: those of one request share
 * its context, so that their loaders and their transaction are one.
 */
export function subgraphServer<Context extends SubgraphContext>({
  schema,
  gatewaySecret,
  contextOf,
  doors,
  ...http
}: SubgraphOptions<Context>): FastifyInstance {
  const app = httpServer({ bodyLimit: 4 * 1024 * 1024, requestLevel: 'debug', ...http });
  const run = executor(schema);

  const answer = async (request: FastifyRequest, body: Operation | Operation[], signal: AbortSignal) => {
    const context = await contextOf(subgraphRequest(request, signal));
    try {
      if (!Array.isArray(body)) return presentable(request, await run(body, context));

      return await Promise.all(
        body.map(async (operation) => presentable(request, await run(operation, context))),
      );
    } finally {
      // Whoever asked need not wait for this.
      context.end().catch((fault) => request.log.error({ err: fault }, 'fault at the end'));
    }
  };

  app.register(async (graphql) => {
    // The signature covers the very bytes, so they are kept until it is checked.
    graphql.removeAllContentTypeParsers();
    graphql.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, body, done) =>
      done(null, body),
    );

    graphql.addHook('preHandler', (request, reply, done) => {
      if (isFromGateway(request, gatewaySecret)) return done();
      reply.code(401).send(refused('UNAUTHENTICATED', 'Only the gateway may ask here.'));
    });

    graphql.post('/graphql', async (request, reply) => {
      const body = operations(request.body as Buffer);
      if (!body)
        return reply.code(400).send(refused('BAD_REQUEST', 'Send {"query": …}, or an array of such.'));

      const waiting = new AbortController();
      reply.raw.once('close', () => reply.raw.writableFinished || waiting.abort(tooLate()));
      const answers = await within<unknown>(
        answer(request, body, waiting.signal).catch((fault) => faulty(request, body, fault)),
        deadlineOf(request.headers[DEADLINE_HEADER] as string | undefined),
        () => {
          waiting.abort(tooLate());
          return forEach(body, () => ({ errors: [tooLate()] }));
        },
      );
      // Straight onto the wire: what else an answer goes through is meant for browsers.
      reply.hijack();
      const text = Buffer.from(JSON.stringify(answers));
      reply.raw.writeHead(200, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': text.length,
        ...(app.draining.now && { connection: 'close' }),
      });
      reply.raw.end(text);
    });
  });
  if (doors) openDoors(app, gatewaySecret, doors);
  return app;
}

const isFromGateway = ({ headers, body }: FastifyRequest, secret: string) => {
  const signature = headers[SIGNATURE_HEADER];
  const actor = headers[ACTOR_HEADER] ?? '';
  return (
    typeof signature === 'string' &&
    typeof actor === 'string' &&
    Buffer.isBuffer(body) &&
    isSigned(secret, signature, actor, body, Date.now())
  );
};

/** What the gateway tells of a request, once its signature has been checked. */
export const subgraphRequest = ({ headers, id }: FastifyRequest, signal: AbortSignal): SubgraphRequest => ({
  actor: decodeActor((headers[ACTOR_HEADER] as string | undefined) ?? ''),
  language: languageOf(headers['accept-language']),
  now: new Date(),
  requestId: id,
  deadline: deadlineOf(headers[DEADLINE_HEADER] as string | undefined),
  signal,
});

function operations(body: Buffer): Operation | Operation[] | null {
  try {
    const parsed: unknown = JSON.parse(body.toString());
    const all = Array.isArray(parsed) ? parsed : [parsed];
    return all.length > 0 && all.every(isOperation) ? (parsed as Operation | Operation[]) : null;
  } catch {
    return null;
  }
}

const isOperation = (given: unknown) => typeof (given as Operation | null)?.query === 'string';

const forEach = <Answer>(body: Operation | Operation[], answer: () => Answer) =>
  Array.isArray(body) ? body.map(answer) : answer();

const tooLate = () =>
  new GraphQLError('The answer was not ready in time.', { extensions: { code: 'DEADLINE_EXCEEDED' } });

/** The answer with every fault masked and logged; errors that have a code were meant for the client. */
function presentable(request: FastifyRequest, { data, errors }: ExecutionResult): ExecutionResult {
  if (!errors) return { data: data ?? null };

  const told = new Set<unknown>();
  const shown = errors.map((error) => {
    // What a compiled operation answers has none where its cause has none.
    if (error.extensions?.code) return error;
    // Without data nothing was run: the variables did not fit.
    if (data === undefined)
      return new GraphQLError(error.message, { extensions: { code: 'BAD_USER_INPUT' } });

    const err = causeOf(error);
    if (isMalformed(err)) return malformed(error.path);

    // One fault of a loader is an error at each of its rows.
    if (!told.has(err)) request.log.error({ err, path: error.path }, 'fault');
    told.add(err);
    return masked(request.id, error.path);
  });
  return data === undefined ? { errors: shown } : { errors: shown, data };
}

function faulty(request: FastifyRequest, body: Operation | Operation[], fault: unknown) {
  request.log.error({ err: fault }, 'fault');
  return forEach(body, () => ({ errors: [masked(request.id)] }));
}
