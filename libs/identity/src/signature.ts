import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Actor } from './actor';

/** Seconds a signature stays good: long enough for a slow hop, too short to be worth stealing. */
const LIFETIME = 30;

export const ACTOR_HEADER = 'x-jinlin-actor';
export const SIGNATURE_HEADER = 'x-jinlin-signature';

export const encodeActor = (actor: Actor | null) =>
  actor ? Buffer.from(JSON.stringify(actor)).toString('base64url') : '';

/** Reads an actor header; only after its signature has been checked. */
export const decodeActor = (header: string): Actor | null =>
  header ? (JSON.parse(Buffer.from(header, 'base64url').toString()) as Actor) : null;

type Body = string | Buffer;

/** Signs one request from the gateway to a subgraph: who asks, what, and when (epoch ms). */
export function sign(secret: string, actorHeader: string, body: Body, now: number) {
  const seconds = Math.floor(now / 1000);
  return `${seconds}.${digest(secret, seconds, actorHeader, body)}`;
}

/** Whether the gateway signed exactly this request within the last half minute. */
export function isSigned(secret: string, signature: string, actorHeader: string, body: Body, now: number) {
  const [seconds = '', given = ''] = signature.split('.');
  if (!(Math.abs(now / 1000 - Number(seconds)) <= LIFETIME)) return false;

  const expected = digest(secret, Number(seconds), actorHeader, body);
  return given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}

const digest = (secret: string, seconds: number, actorHeader: string, body: Body) =>
  createHmac('sha256', secret).update(`${seconds}\n${actorHeader}\n`).update(body).digest('base64url');
