import type { Actor } from '@jinlin/identity';
import { Memory } from '@jinlin/server';
import { type JSONWebKeySet, jwtVerify } from 'jose';
import { actorOf } from './claims';
import { keySource } from './keys';

export interface TokenRules {
  issuer: string;
  audience: string;
  /** The issuer's public keys: a set at hand, or where it lies (https://…, or the path of a file). */
  keys: JSONWebKeySet | string;
}

/** No token names its own algorithm: these are all that count, and none of them shares a secret. */
const ALGORITHMS = ['RS256', 'ES256', 'EdDSA'];

/** Milliseconds for which a verified token is believed unseen; a key taken out of the set is dead within twice that. */
const BELIEVED = 25_000;

/** A token that does not hold. `reason` is for the log: whoever sent it learns only that it is refused. */
export class TokenRefused extends Error {
  constructor(readonly reason: string) {
    super('The token is not valid, or no longer.');
  }
}

interface Believed {
  actor: Actor;
  expiresAt: number;
  until: number;
}

/** Reads who asks from an Authorization header. No header is nobody; anything that is no good token is refused. */
export function tokenReader({ issuer, audience, keys }: TokenRules) {
  const believed = new Memory<string, Believed>(10_000);
  const keyOf = keySource(keys);

  const verify = async (token: string, now: number) => {
    try {
      const { payload } = await jwtVerify(token, keyOf, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        requiredClaims: ['exp', 'nbf', 'sub'],
        currentDate: new Date(now),
      });
      return actorOf(payload);
    } catch (fault) {
      throw new TokenRefused((fault as Error).message);
    }
  };

  return async (authorization: string | undefined, now: number): Promise<Actor | null> => {
    if (authorization === undefined) return null;
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
    if (!token) throw new TokenRefused('The header is no Bearer token.');

    const known = believed.get(token);
    if (known && known.until > now && known.expiresAt > now) return known.actor;

    const { actor, expiresAt } = await verify(token, now);
    believed.set(token, { actor, expiresAt, until: now + BELIEVED });
    return actor;
  };
}
