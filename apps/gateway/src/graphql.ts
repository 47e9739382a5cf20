import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { Memory } from '@jinlin/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ExecutionResult } from 'graphql';
import type { Caller } from './callers';
import type { Asking } from './execution/asking';
import type { Graph } from './execution/graph';
import { isObject, type Json } from './execution/merge';
import type { Operation } from './execution/operation';
import { Patience } from './execution/patience';
import { tooMuch } from './limits/document';

declare module 'fastify' {
  interface FastifyRequest {
    asking: Asking;
  }
}

export interface GraphqlOptions {
  graph: Graph;
  apollo: ApolloServer<Asking>;
  /** Null when the request was refused, and the reply sent. */
  callerOf: (request: FastifyRequest, reply: FastifyReply) => Promise<Caller | null>;
  /** Milliseconds in which an operation is to be answered. */
  deadline: number;
  /** Lets every request go through Apollo Server, for comparison. */
  isStock: boolean;
}

/**
 * Serves GraphQL over HTTP. What has passed through Apollo Server once is answered directly when it comes again: all
 * that hangs on the text of an operation has been checked, and what hangs on the request is checked here as there.
 */
export function serveGraphql(
  app: FastifyInstance,
  { graph, apollo, callerOf, deadline, isStock }: GraphqlOptions,
) {
  const viaApollo = fastifyApolloHandler(apollo, { context: async ({ asking }) => asking });
  const chosen = new Memory<string, string>(100);

  // Fastify wants to know of the property; the handler fills it before anybody reads it.
  app.decorateRequest('asking', null as never);
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    async handler(request, reply) {
      const caller = await callerOf(request, reply);
      if (!caller) return reply;

      const patience = new Patience(Date.now() + deadline);
      reply.raw.once('close', () => patience.end('GONE'));
      request.asking = askingOf(request, caller, patience);
      reply.header('cache-control', 'no-store');

      const accept = request.headers.accept ?? '';
      const contentType = chosen.get(accept);
      const known = contentType && !isStock && knownIn(graph, request);
      request.facts = { operation: known ? known.operation.name : undefined, role: caller.role };
      if (known) {
        const answer = await graph.answer(known.operation, known.variables, request.asking);
        return send(reply, contentType, answer);
      }

      const excess = tooMuch(sourceOf(request));
      if (excess) return send(reply, contentType ?? JSON_TYPE, { errors: [excess] });

      const body = await viaApollo.call(app, request, reply);
      // How Apollo Server reads this Accept header, it will read it again.
      if (reply.statusCode === 200) chosen.set(accept, String(reply.getHeader('content-type')));
      return body;
    },
  });
}

const JSON_TYPE = 'application/json; charset=utf-8';

const askingOf = (
  { headers, id }: FastifyRequest,
  { header, costLimit, mayReadSchema }: Caller,
  patience: Patience,
): Asking => ({
  asker: { actor: header, language: headers['accept-language'] ?? 'zh-CN', requestId: id, patience },
  costLimit,
  mayReadSchema,
});

/** The document of a request, wherever it stands; empty when there is none. */
function sourceOf({ method, query, body }: FastifyRequest) {
  const { query: source } = ((method === 'GET' ? query : body) ?? {}) as { query?: unknown };
  return typeof source === 'string' ? source : '';
}

/**
 * The operation of a request that is plain in every way: a POST of a document that has been answered before. Anything
 * else is left to Apollo Server, which says what is wrong with it.
 */
function knownIn(
  graph: Graph,
  { method, body }: FastifyRequest,
): { operation: Operation; variables: Json } | null {
  if (method !== 'POST' || !isObject(body)) return null;

  const { query, operationName = null, variables = null, extensions = null } = body;
  const isPlain =
    typeof query === 'string' &&
    (operationName === null || typeof operationName === 'string') &&
    isObjectOrNull(variables) &&
    extensions === null;
  const operation = isPlain && graph.known(query, operationName);
  return operation ? { operation, variables: variables ?? {} } : null;
}

const isObjectOrNull = (value: unknown): value is Json | null =>
  value === null || (isObject(value) && !Array.isArray(value));

/** Sends an answer as Apollo Server does, to the letter. */
const send = (reply: FastifyReply, contentType: string, { errors, data, extensions }: ExecutionResult) =>
  reply
    .code(data === undefined ? 400 : 200)
    .type(contentType)
    .send(`${JSON.stringify({ errors, data, extensions })}\n`);
