import { ACTOR_HEADER, isSigned, SIGNATURE_HEADER } from '@jinlin/identity';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refused } from './fault';

/** Adds what a service answers beside GraphQL, for systems that speak something else. Bodies are the bytes as sent. */
export type Doors = (app: FastifyInstance) => void;

/** What the gateway signs of a request to a door: which one it knocks at too, so that a body fits no other. */
export const knock = (method: string, url: string, body: Buffer) =>
  Buffer.concat([Buffer.from(`${method} ${url}\n`), body]);

/** Opens doors to the gateway alone, as GraphQL is. */
export function openDoors(app: FastifyInstance, gatewaySecret: string, doors: Doors) {
  app.register(async (behind) => {
    // The signature covers the very bytes, whatever they are said to be.
    behind.removeAllContentTypeParsers();
    behind.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body));

    behind.addHook('preHandler', (request, reply, done) => {
      if (isKnock(request, gatewaySecret)) return done();
      reply.code(401).send(refused('UNAUTHENTICATED', 'Only the gateway may ask here.'));
    });
    doors(behind);
  });
}

function isKnock({ method, url, headers, body }: FastifyRequest, secret: string) {
  const signature = headers[SIGNATURE_HEADER];
  const actor = headers[ACTOR_HEADER] ?? '';
  const signed = knock(method, url, (body as Buffer | undefined) ?? Buffer.alloc(0));
  return (
    typeof signature === 'string' &&
    typeof actor === 'string' &&
    isSigned(secret, signature, actor, signed, Date.now())
  );
}
