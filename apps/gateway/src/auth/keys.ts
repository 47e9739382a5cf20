import { readFile } from 'node:fs/promises';
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';

/** Milliseconds after which the set is looked at again, so that a key taken out of it is soon dead. */
const FRESH = 25_000;

/** Milliseconds for which the last set counts while its place cannot be reached: an issuer may be restarted. */
const PATIENCE = 600_000;

/** Milliseconds between looks for a key that the set does not have. */
const PAUSE = 5_000;

/** Finds the key of a token: in a set at hand, or in one that lies elsewhere (https://…, or the path of a file). */
export function keySource(keys: JSONWebKeySet | string, now = Date.now): JWTVerifyGetKey {
  if (typeof keys !== 'string') return createLocalJWKSet(keys);

  let known: { find: JWTVerifyGetKey; at: number } | undefined;
  let triedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;

  const look = async () => {
    triedAt = now();
    try {
      known = { find: createLocalJWKSet(await fetched(keys)), at: now() };
    } catch (fault) {
      if (!known || now() - known.at > PATIENCE) throw fault;
    }
  };
  const lookOnce = () => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  };

  return async (header, token) => {
    const age = known ? now() - known.at : Number.POSITIVE_INFINITY;
    if (age > PATIENCE || (age > FRESH && now() - triedAt > PAUSE)) await lookOnce();
    try {
      return await known!.find(header, token);
    } catch (fault) {
      // The issuer may have begun to sign with a new key.
      if (!(fault instanceof errors.JWKSNoMatchingKey) || now() - triedAt < PAUSE) throw fault;
      await lookOnce();
      return known!.find(header, token);
    }
  };
}

async function fetched(place: string): Promise<JSONWebKeySet> {
  if (!/^https?:/.test(place)) return JSON.parse(await readFile(place, 'utf8'));

  const response = await fetch(place, { signal: AbortSignal.timeout(5_000) });
  if (!response.ok) throw new Error(`The keys at ${place} cannot be had: status ${response.status}.`);
  return (await response.json()) as JSONWebKeySet;
}
