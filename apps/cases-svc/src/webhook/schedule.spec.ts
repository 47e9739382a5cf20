import { randomUUID } from 'node:crypto';
import { NOW } from '@jinlin/testing';
import { nextAttemptAt, TRIES } from './schedule';

const hours = (id: string) => {
  let now = NOW;
  for (let tries = 1; tries < TRIES; tries += 1) now = nextAttemptAt({ id, tries, now })!;
  return (now.getTime() - NOW.getTime()) / 3_600_000;
};

describe('the tries of a delivery', () => {
  it('are twelve in about 72 hours', () => {
    expect(TRIES).toBe(12);
    for (let n = 0; n < 50; n += 1) {
      expect(hours(randomUUID())).toBeGreaterThan(64);
      expect(hours(randomUUID())).toBeLessThan(80);
    }
    expect(nextAttemptAt({ id: 'd', tries: 12, now: NOW })).toBeNull();
  });

  it('do not come back together when they failed together', () => {
    const times = Array.from({ length: 50 }, () => hours(randomUUID()));

    expect(new Set(times).size).toBe(50);
  });
});
