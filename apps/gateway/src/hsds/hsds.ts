import type { FastifyInstance } from 'fastify';
import type { Backend } from '../integrator/backend';
import { rateLimiter } from '../limits/rate';

export interface HsdsOptions {
  backend: Backend;
  /** Requests that an address may make in a second; 0 for any number. */
  perSecond: number;
}

/** Seconds for which anybody on the way may keep an answer. */
const FRESH = 60;

/**
 * Serves the Human Services Data Specification 3.1: hands on what is asked to the service that has the sites. It is
 * open data, so nobody says who asks, and answers may be kept on the way.
 */
export function serveHsds(app: FastifyInstance, { backend, perSecond }: HsdsOptions) {
  const take = rateLimiter({ perSecond, burst: perSecond * 4 });

  app.get('/hsds/v3', (_, reply) => reply.redirect('/hsds/v3/', 308));
  app.get('/hsds/v3/*', async (request, reply) => {
    const wait = take(request.ip, Date.now());
    if (wait > 0) {
      reply.code(429).header('retry-after', String(wait));
      return refusal(`Too many requests. Come again in ${wait} s.`);
    }
    const language = request.headers['accept-language'];
    const answered = await backend
      .open({
        method: 'GET',
        url: request.url,
        headers: { ...(language && { 'accept-language': language }), 'x-request-id': request.id },
      })
      .catch((fault: Error) => {
        request.log.warn({ reason: fault.message, subgraph: 'services' }, 'no answer');
        return null;
      });
    if (answered === null) {
      reply.code(503).header('retry-after', '1');
      return refusal('The service does not answer; try again.');
    }
    return reply
      .code(answered.status)
      .header('content-type', String(answered.headers['content-type']))
      .header('cache-control', answered.status === 200 ? `public, max-age=${FRESH}` : 'no-store')
      .header('vary', 'accept-language, origin')
      .send(answered.body);
  });
}

const refusal = (message: string) => ({ errors: [{ message }] });
