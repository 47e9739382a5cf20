import { refused } from '@jinlin/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Backend } from '../integrator/backend';
import { bearerKey, type integratorKeys } from '../integrator/keys';

/** Bytes of a batch of orders; the service takes as many. */
const BATCH_BYTES = 4 * 1024 * 1024;

/** Headers of a request that mean something to the service. */
const HEADERS = ['content-type', 'accept-language', 'idempotency-key'];

/** Serves the work orders of hotlines: says who asks, and hands on what is asked to the service that has the cases. */
export function serveHotline(
  app: FastifyInstance,
  { backend, admit }: { backend: Backend; admit: ReturnType<typeof integratorKeys> },
) {
  app.register(async (hotline) => {
    // What is signed is the bytes as they came.
    hotline.removeAllContentTypeParsers();
    hotline.addContentTypeParser(
      ['application/json', 'application/x-ndjson'],
      { parseAs: 'buffer', bodyLimit: BATCH_BYTES },
      (_, body, done) => done(null, body),
    );

    hotline.get('/hotline/v1/openapi.json', (request, reply) => handOn(backend, request, reply, ''));

    hotline.register(async (orders) => {
      orders.decorateRequest('actorHeader', '');
      // Before the body is read, so that nobody sends much who may send nothing.
      orders.addHook('onRequest', async (request, reply) => {
        const actor = await unlessAway(reply, admit(request, reply, { key: bearerKey(request) }));
        if (actor === null) return reply;
        request.actorHeader = actor;
      });
      orders.route({
        method: ['GET', 'POST'],
        url: '/hotline/v1/*',
        bodyLimit: BATCH_BYTES,
        handler: (request, reply) => handOn(backend, request, reply, request.actorHeader),
      });
    });
  });
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The integrator that a key stands for, as it goes to the services. */
    actorHeader: string;
  }
}

async function handOn(backend: Backend, request: FastifyRequest, reply: FastifyReply, actor: string) {
  const headers = Object.fromEntries(
    HEADERS.flatMap((name) => {
      const value = request.headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
  const answer = await unlessAway(
    reply,
    backend.ask({
      method: request.method as 'GET' | 'POST',
      url: request.url,
      actor,
      headers: { ...headers, 'x-request-id': request.id },
      ...(Buffer.isBuffer(request.body) && { body: request.body }),
    }),
  );
  if (answer === null) return reply;

  return reply
    .code(answer.status)
    .type(String(answer.headers['content-type'] ?? 'application/json; charset=utf-8'))
    .header('cache-control', 'no-store')
    .send(answer.body);
}

/** Whether a service that does not answer has done what it was asked nobody knows: the key of the request is for that. */
async function unlessAway<Answer>(reply: FastifyReply, answer: Promise<Answer>): Promise<Answer | null> {
  try {
    return await answer;
  } catch (fault) {
    reply.log.warn({ reason: (fault as Error).message, subgraph: 'cases' }, 'no answer');
    reply.code(503).header('retry-after', '1');
    reply.send(refused('SUBGRAPH_UNAVAILABLE', 'cases does not answer.', { serviceName: 'cases' }));
    return null;
  }
}
