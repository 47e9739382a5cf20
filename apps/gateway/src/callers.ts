import { type Actor, encodeActor, type Role } from '@jinlin/identity';
import { refused } from '@jinlin/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TokenRefused, type tokenReader } from './auth/tokens';
import { costLimits } from './limits/limits';
import type { rateLimiter } from './limits/rate';

/** Who asks, and what they may. */
export interface Caller {
  /** The actor as it goes to the subgraphs; empty for nobody. */
  header: string;
  role: Role | 'NOBODY';
  costLimit: number;
  mayReadSchema: boolean;
}

export interface CallerRules {
  readToken: ReturnType<typeof tokenReader>;
  /** Takes a request from a client's allowance: 0, or the seconds to wait. */
  take: ReturnType<typeof rateLimiter>;
  /** Whether everybody may read the schema; else a token with the scope `schema:read` may. */
  isSchemaOpen: boolean;
}

/**
 * Finds out who asks. No token is nobody, who sees open data. Refuses tokens that do not hold with 401, and clients
 * that ask too often with 429: then the reply is sent, and the answer is null.
 */
export function callers({ readToken, take, isSchemaOpen }: CallerRules) {
  const nobody: Caller = {
    header: '',
    role: 'NOBODY',
    costLimit: costLimits.interactive,
    mayReadSchema: isSchemaOpen,
  };
  // The reader remembers actors, so what is made of one is remembered with it.
  const known = new WeakMap<Actor, Caller>();

  const callerOf = (actor: Actor | null): Caller => {
    if (!actor) return nobody;
    const caller = known.get(actor) ?? {
      header: encodeActor(actor),
      role: actor.role,
      costLimit: BULK.has(actor.role) ? costLimits.bulk : costLimits.interactive,
      mayReadSchema: isSchemaOpen || actor.scopes.includes('schema:read'),
    };
    known.set(actor, caller);
    return caller;
  };

  return async (request: FastifyRequest, reply: FastifyReply): Promise<Caller | null> => {
    const now = Date.now();
    let actor: Actor | null = null;
    try {
      actor = await readToken(request.headers.authorization, now);
    } catch (fault) {
      if (!(fault instanceof TokenRefused)) throw fault;
      request.log.info({ reason: fault.reason }, 'token refused');
      if (isSpent(take(request.ip, now), reply)) return null;

      reply.code(401).header('www-authenticate', 'Bearer realm="jinlin", error="invalid_token"');
      reply.send(refused('UNAUTHENTICATED', fault.message));
      return null;
    }
    return isSpent(take(actor?.id ?? request.ip, now), reply) ? null : callerOf(actor);
  };
}

/** Roles whose work is to ask much at once. */
const BULK: ReadonlySet<Role> = new Set(['DATA_ANALYST', 'INTEGRATOR']);

function isSpent(wait: number, reply: FastifyReply) {
  if (wait === 0) return false;

  reply.code(429).header('retry-after', String(wait));
  reply.send(refused('RATE_LIMITED', `Too many requests. Come again in ${wait} s.`, { retryAfter: wait }));
  return true;
}
