import { Memory } from '@jinlin/server';

export interface RateOptions {
  /** Requests a second that a client may send for as long as it likes; 0 for no limit. */
  perSecond: number;
  /** How many it may send at once after a rest. */
  burst: number;
}

/** Clients remembered: beyond that, whoever has been quiet longest has a full bucket again. */
const CLIENTS = 10_000;

interface Bucket {
  tokens: number;
  at: number;
}

/** A bucket of tokens for each client: a request takes one, time brings them back. */
export function rateLimiter({ perSecond, burst }: RateOptions) {
  const buckets = new Memory<string, Bucket>(CLIENTS);

  /** Takes a token; answers 0, or the seconds after which the client may come again. */
  return (client: string, now = Date.now()) => {
    if (perSecond === 0) return 0;

    const bucket = buckets.get(client) ?? buckets.set(client, { tokens: burst, at: now });
    bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
    bucket.at = now;
    if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) / perSecond);

    bucket.tokens -= 1;
    return 0;
  };
}
