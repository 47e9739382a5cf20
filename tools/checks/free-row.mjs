// Ports for the processes of a check.
import { randomInt } from 'node:crypto';
import { apps } from '../apps.mjs';
import { embedded } from '../bundle.mjs';

/**
 * The first of as many free ports in a row as there are processes. Below 30 000: from about there on the system gives
 * ports to outgoing connections, so that one free now may be taken in a moment.
 */
export async function freeRow() {
  const { isFree } = await embedded();
  for (;;) {
    const first = randomInt(11_000, 30_000);
    const row = await Promise.all(apps.map((_, index) => isFree(first + index)));
    if (row.every(Boolean)) return first;
  }
}
