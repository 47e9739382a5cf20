import { createHash } from 'node:crypto';
import { encodeActor } from '@jinlin/identity';
import { Memory, refused } from '@jinlin/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { rateLimiter } from '../limits/rate';
import type { Backend } from './backend';

/** Who showed a key, and what it opens. */
interface Integrator {
  id: string;
  areaId: string;
  calls: readonly string[];
  requestsPerMinute: number;
  /** Whether it tries things out, in the sandbox. */
  isSandbox: boolean;
}

interface Known {
  integrator: Integrator | null;
  until: number;
}

/** Milliseconds for which a key is believed, or disbelieved, unseen: one that is revoked is dead well within a minute. */
const BELIEVED = 20_000;

/** Seconds of its quota that an integrator may save up. */
const BURST_SECONDS = 15;

/** Addresses that show bad keys may try so many times a second, so that nobody goes through keys. */
const wrongKeys = { perSecond: 1, burst: 20 };

/**
 * Lets integrators in by their keys. Answers with the actor as it goes to the services, or refuses, sends the reply and
 * answers null: 401 for a key that opens nothing, 429 beyond its quota, 403 for a call, where one is named, that it
 * was not made for; the service that answers sees to its calls besides.
 */
export function integratorKeys(backend: Backend) {
  const believed = new Memory<string, Known>(10_000);
  const limiters = new Map<number, ReturnType<typeof rateLimiter>>();
  const takeWrong = rateLimiter(wrongKeys);

  const look = async (key: string, now: number): Promise<Integrator | null> => {
    const hash = createHash('sha256').update(key).digest('hex');
    const known = believed.get(hash);
    if (known && known.until > now) return known.integrator;

    const { status, body } = await backend.ask({
      method: 'POST',
      url: '/integrators/by-key',
      body: Buffer.from(hash),
      headers: { 'content-type': 'text/plain' },
    });
    if (status !== 200) throw new Error(`Cases answered ${status} when it was asked for a key.`);
    const { integrator } = JSON.parse(body.toString()) as { integrator: Integrator | null };
    believed.set(hash, { integrator, until: now + BELIEVED });
    return integrator;
  };

  /** Takes one of its quota. Every process of the gateway counts for itself, so that several let more through. */
  const take = ({ id, requestsPerMinute }: Integrator, now: number) => {
    const perSecond = requestsPerMinute / 60;
    const limiter =
      limiters.get(requestsPerMinute) ??
      rateLimiter({ perSecond, burst: Math.max(1, perSecond * BURST_SECONDS) });
    limiters.set(requestsPerMinute, limiter);
    return limiter(id, now);
  };

  return async (
    request: FastifyRequest,
    reply: FastifyReply,
    { key, call }: { key: string | undefined; call?: string },
    now = Date.now(),
  ): Promise<string | null> => {
    const integrator = key ? await look(key, now) : null;
    if (!integrator) {
      const wait = takeWrong(request.ip, now);
      if (wait > 0) return tooOften(reply, wait);
      reply.code(401).header('www-authenticate', 'Bearer realm="jinlin"');
      reply.send(refused('UNAUTHENTICATED', 'The key opens nothing, or no more.'));
      return null;
    }
    request.facts = { integrator: integrator.id };

    const wait = take(integrator, now);
    if (wait > 0) return tooOften(reply, wait);

    if (call && !integrator.calls.includes(call)) {
      reply.code(403).send(refused('FORBIDDEN', `The key was not made for ${call}.`, { call }));
      return null;
    }
    const { id, areaId, calls, isSandbox } = integrator;
    const scopes = isSandbox ? [...calls, 'SANDBOX'] : calls;
    return encodeActor({ id, role: 'INTEGRATOR', areaId, unitId: null, personId: null, scopes });
  };
}

/** The key in an Authorization header. */
export const bearerKey = ({ headers }: FastifyRequest) =>
  /^Bearer +(jk_[\w-]{43})$/i.exec(headers.authorization ?? '')?.[1];

function tooOften(reply: FastifyReply, wait: number) {
  reply.code(429).header('retry-after', String(wait));
  reply.send(refused('RATE_LIMITED', `Too many requests. Come again in ${wait} s.`, { retryAfter: wait }));
  return null;
}
