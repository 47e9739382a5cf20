import { setTimeout as sleep } from 'node:timers/promises';
import { keepTicking } from './clock';

test('a clock ticks on after a fault, and no more once it is stopped', async () => {
  const faults: unknown[] = [];
  let ticks = 0;
  const tick = async () => {
    ticks += 1;
    if (ticks === 1) throw new Error('the database is away');
  };

  const stop = keepTicking(tick, (fault) => faults.push(fault), 1);
  while (ticks < 3) await sleep(1);
  await stop();
  const stoppedAt = ticks;
  await sleep(10);

  expect(faults).toEqual([new Error('the database is away')]);
  expect(ticks).toBe(stoppedAt);
});
