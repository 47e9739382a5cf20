import { createHash } from 'node:crypto';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long after each failed try the next one comes: twelve tries in about 72 hours. */
const RESTS = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  13 * HOUR,
  24 * HOUR,
  24 * HOUR,
];

export const TRIES = RESTS.length + 1;

/** An address that only failed for so long is disabled. */
export const RED = 72 * HOUR;

/** Rests are up to a tenth longer or shorter, so that what failed together does not come back together. */
const JITTER = 0.1;

/** When a delivery is tried again after its nth try failed; null when that was the last. */
export function nextAttemptAt({ id, tries, now }: { id: string; tries: number; now: Date }): Date | null {
  const rest = RESTS[tries - 1];
  return rest === undefined ? null : new Date(now.getTime() + rest * (1 + JITTER * swing(`${id} ${tries}`)));
}

/** A number from -1 to 1 that hangs on the text alone: chance enough to spread, and the same when reckoned again. */
const swing = (text: string) => createHash('sha256').update(text).digest().readUInt32BE(0) / 0x8000_0000 - 1;
