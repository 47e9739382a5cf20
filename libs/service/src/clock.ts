import { setTimeout as sleep } from 'node:timers/promises';

const MINUTE = 60_000;

/** Ticks every minute until told to stop; a fault is told, and the next minute tries again. */
export function keepTicking(
  tick: (now: Date) => Promise<unknown>,
  onFault: (fault: unknown) => void,
  rest = MINUTE,
) {
  const stopping = new AbortController();

  const run = async () => {
    while (!stopping.signal.aborted) {
      await tick(new Date()).catch(onFault);
      await sleep(rest, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };

  const running = run();
  return async () => {
    stopping.abort();
    await running;
  };
}
