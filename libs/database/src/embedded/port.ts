import { createServer } from 'node:net';

/** Whether nobody listens on this port of the loopback address. */
export const isFree = (port: number) =>
  new Promise<boolean>((answer) => {
    const probe = createServer();
    probe.once('error', () => answer(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => answer(true)));
  });

/** The wanted port if it is free, or else any. */
export async function freePort(wanted = 0): Promise<number> {
  if (wanted && (await isFree(wanted))) return wanted;

  return new Promise((answer, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? answer(address.port) : fail(new Error('no port')),
      );
    });
  });
}
