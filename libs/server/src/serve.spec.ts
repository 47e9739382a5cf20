import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { httpServer } from './http';
import { serve } from './serve';

const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** A process of its own that serves `serve.fixture.ts`, and its URL. */
async function anApp() {
  const child = fork(join(__dirname, 'serve.fixture.ts'), {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  children.push(child);
  const [url] = (await once(child, 'message')) as [string];
  return { child, url, ended: once(child, 'exit') as Promise<[number | null, string | null]> };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a process told to end', () => {
  it('first stops being ready, then answers what is in flight, then ends', async () => {
    const { child, url, ended } = await anApp();
    const slow = fetch(`${url}/slow`);
    await pause(100);

    child.kill('SIGTERM');
    await pause(100);
    const ready = await fetch(`${url}/readyz`);

    expect(ready.status).toBe(503);
    expect(await (await slow).json()).toEqual({ done: true });
    expect(await ended).toEqual([0, null]);
  });

  it('ends at once when told twice', async () => {
    const { child, url, ended } = await anApp();
    const slow = fetch(`${url}/slow`).catch(() => 'cut off');
    await pause(100);

    child.kill('SIGINT');
    await pause(100);
    child.kill('SIGINT');

    expect(await ended).toEqual([1, null]);
    expect(await slow).toBe('cut off');
  });

  it('does not outlive its launcher', async () => {
    const { child, ended } = await anApp();

    child.disconnect();

    expect(await ended).toEqual([0, null]);
  });

  it('does not wait for anybody to read its last words', async () => {
    const { child, ended } = await anApp();

    await once(child.stdout!.destroy(), 'close');
    child.send('end');

    expect((await ended)[1]).toBeNull();
  });
});

test('a port in use is said plainly, with what to do', async () => {
  const [first, second] = [anyServer(), anyServer()];
  const port = Number(new URL(await first.listen({ port: 0, host: '127.0.0.1' })).port);

  await expect(serve(second, { host: '127.0.0.1', port })).rejects.toThrow(
    `Port ${port} is in use. End what listens there, or set PORT to another.`,
  );

  await first.close();
});

const anyServer = () => httpServer({ name: 'test', logLevel: 'silent', ready: () => true });
