import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Answered, Backend } from '../integrator/backend';
import { bearerKey, type integratorKeys } from '../integrator/keys';
import { rateLimiter } from '../limits/rate';

export interface Open311Options {
  backend: Backend;
  admit: ReturnType<typeof integratorKeys>;
  /** Requests that an address without a key may make in a second; 0 for any number. */
  perSecond: number;
}

/** Headers of a request that mean something to the service. */
const HEADERS = ['accept-language', 'idempotency-key'];

const FORM = 'application/x-www-form-urlencoded';

/**
 * Serves Open311 GeoReport v2: says who asks, and hands on what is asked to the service that has the cases. The key
 * comes as `api_key`, as the standard has it, and stays here. What is refused here is refused as the standard says.
 */
export function serveOpen311(app: FastifyInstance, { backend, admit, perSecond }: Open311Options) {
  const take = rateLimiter({ perSecond, burst: perSecond * 4 });

  app.register(async (open311) => {
    open311.removeAllContentTypeParsers();
    open311.addContentTypeParser(FORM, { parseAs: 'string' }, (_, body, done) =>
      done(null, new URLSearchParams(String(body))),
    );
    // The service answers in bytes; a text is a refusal of our own.
    open311.addHook('onSend', async (request, reply, payload) =>
      typeof payload === 'string' ? asErrors(request, reply, payload) : payload,
    );

    open311.route({
      method: ['GET', 'POST'],
      url: '/open311/v2/*',
      handler: async (request, reply) => {
        const { path, query, form, key } = read(request);
        const actor = key ? await unlessAway(reply, admit(request, reply, { key, call: 'OPEN311' })) : '';
        if (actor === null) return reply;
        const wait = key ? 0 : take(request.ip, Date.now());
        if (wait > 0) {
          reply.code(429).header('retry-after', String(wait));
          return reply.send(message(`Too many requests. Come again in ${wait} s.`));
        }
        const answered = await unlessAway(
          reply,
          backend.ask({
            method: request.method as 'GET' | 'POST',
            url: query ? `${path}?${query}` : path,
            actor,
            headers: headersOf(request),
            ...(request.method === 'POST' && { body: Buffer.from(form) }),
          }),
        );
        return answered === null ? reply : answer(reply, answered);
      },
    });

    // Where discovery is looked for when nothing but the host is known.
    open311.get('/open311/discovery.:format', (request, reply) =>
      reply.redirect(request.url.replace('/open311/', '/open311/v2/'), 302),
    );
  });
}

/** What was asked, without the key. */
function read(request: FastifyRequest) {
  const { pathname: path, searchParams: asked } = new URL(request.url, 'http://here');
  const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
  const key = form.get('api_key') ?? asked.get('api_key') ?? bearerKey(request);
  asked.delete('api_key');
  form.delete('api_key');
  return { path, query: asked.toString(), form: form.toString(), key };
}

function headersOf(request: FastifyRequest) {
  const given = HEADERS.flatMap((name) => {
    const value = request.headers[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  return {
    ...Object.fromEntries(given),
    'x-request-id': request.id,
    'x-jinlin-origin': `${request.protocol}://${request.host}`,
    ...(request.method === 'POST' && { 'content-type': FORM }),
  };
}

const answer = (reply: FastifyReply, answered: Answered) =>
  reply
    .code(answered.status)
    .header('content-type', String(answered.headers['content-type']))
    .header('cache-control', 'no-store')
    .send(answered.body);

/** What the service says; null, and refused, when it says nothing. */
async function unlessAway<Said>(reply: FastifyReply, saying: Promise<Said>): Promise<Said | null> {
  try {
    return await saying;
  } catch (fault) {
    reply.log.warn({ reason: (fault as Error).message, subgraph: 'cases' }, 'no answer');
    reply.code(503).header('retry-after', '1');
    reply.send(message('The service does not answer; try again.'));
    return null;
  }
}

const message = (text: string) => ({ errors: [{ message: text }] });

/** A refusal in the words of the standard, in the format that was asked for. A key that opens nothing is 403 there. */
function asErrors({ url }: FastifyRequest, reply: FastifyReply, payload: string) {
  const { errors } = JSON.parse(payload) as { errors: { message: string }[] };
  if (reply.statusCode === 401) reply.code(403).removeHeader('www-authenticate');
  const code = reply.statusCode;
  const description = code === 415 ? `Send ${FORM}.` : errors[0]!.message;
  const isJson = new URL(url, 'http://here').pathname.endsWith('.json');
  reply.header('content-type', `${isJson ? 'application/json' : 'text/xml'}; charset=utf-8`);
  reply.removeHeader('content-length');
  return isJson
    ? JSON.stringify([{ code, description }])
    : `<?xml version="1.0" encoding="utf-8"?>\n<errors><error><code>${code}</code><description>${escaped(description)}</description></error></errors>\n`;
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
