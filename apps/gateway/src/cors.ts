import type { FastifyInstance } from 'fastify';

/** Lets pages of the given origins ask, and no others. Tokens come in a header, so no cookies are ever allowed. */
export function allowOrigins(app: FastifyInstance, origins: readonly string[]) {
  const allowed = new Set(origins);
  if (allowed.size === 0) return;

  app.addHook('onRequest', (request, reply, done) => {
    const { origin } = request.headers;
    reply.header('vary', 'origin');
    if (!origin || !allowed.has(origin)) return done();

    reply
      .header('access-control-allow-origin', origin)
      .header('access-control-expose-headers', 'x-request-id');
    if (request.method !== 'OPTIONS') return done();

    reply
      .code(204)
      .headers({
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers':
          'authorization, content-type, accept-language, x-request-id, apollo-require-preflight, x-apollo-operation-name',
        'access-control-max-age': '600',
      })
      .send();
  });
  app.options('/graphql', (_, reply) => reply.code(204).send());
}
