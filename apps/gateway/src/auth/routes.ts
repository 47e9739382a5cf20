import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { developmentIssuer } from './development';

/** Hands out the made-up people's tokens: to this machine, and to nobody beyond it. */
export function serveDevelopmentTokens(
  app: FastifyInstance,
  { keys, personas }: Awaited<ReturnType<typeof developmentIssuer>>,
) {
  app.get('/dev/jwks.json', () => keys);
  app.get('/dev/tokens', (request, reply) =>
    isLocal(request) ? reply.send(personas) : reply.callNotFound(),
  );
}

/** The Host is looked at too, so that no page of another site can have its own name mean this machine. */
const isLocal = ({ socket, host }: FastifyRequest) =>
  /^(::1|(::ffff:)?127\.[\d.]+)$/.test(socket.remoteAddress ?? '') &&
  /^(localhost|127\.[\d.]+|\[::1\])(:\d+)?$/.test(host);
