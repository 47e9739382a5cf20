import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { newSecret, signatureHeaders } from './signature';

const folder = join(__dirname, '../../../../examples/webhook-receiver');
const [secret, former] = [newSecret(), newSecret()];
const body = JSON.stringify({
  type: 'cn.jinlin.case.sign',
  subject: 'a-case',
  sequence: '0000000002',
  data: { from: 'DISPATCHED', to: 'SIGNED' },
});

const started: ChildProcess[] = [];
afterAll(() => {
  for (const example of started) example.kill();
});

/** Starts an example, and tells where it listens and what it has said. */
async function start(command: string, file: string) {
  const example = spawn(command, [join(folder, file)], {
    env: { ...process.env, PORT: '0', WEBHOOK_SECRETS: `${secret},${former}`, PYTHONIOENCODING: 'utf-8' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(example);
  const said: string[] = [];
  const lines = createInterface(example.stdout!);
  lines.on('line', (line) => said.push(line));
  await once(lines, 'line');
  const port = /\d+$/.exec(said[0]!)![0];

  const send = async (signed: Partial<Parameters<typeof signatureHeaders>[0]> = {}, sent = body) => {
    const headers = signatureHeaders({ id: 'd1', at: new Date(), body, secrets: [secret], ...signed });
    return (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body: sent })).status;
  };
  return { said, send };
}

// Machines that build need no Python.
const examples = [
  ['node', 'receiver.mjs'],
  ['python3', 'receiver.py'],
].filter(([command]) => spawnSync(command!, ['--version']).status === 0) as [string, string][];

describe.each(examples)('the example for %s', (command, file) => {
  it('takes what is ours, once, and refuses all else', async () => {
    const { said, send } = await start(command, file);

    expect(await send()).toBe(204);
    expect(await send()).toBe(204);
    expect(await send({ id: 'd2', secrets: [newSecret(), former] })).toBe(204);
    expect(await send({ id: 'd3', secrets: [newSecret()] })).toBe(401);
    expect(await send({ id: 'd3' }, `${body} `)).toBe(401);
    expect(await send({ id: 'd3', at: new Date(Date.now() - 600_000) })).toBe(401);

    expect(said.slice(1)).toEqual(Array(2).fill('cn.jinlin.case.sign a-case no. 2: DISPATCHED → SIGNED'));
  });
});
