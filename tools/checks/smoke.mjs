// Starts the graph as npm start does, in a folder of its own, asks one question across all three subgraphs as a
// clerk would, and ends it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { apps, root } from '../apps.mjs';
import { embedded } from '../bundle.mjs';
import { FIRST_QUESTION, peopleAt } from '../launch/welcome.mjs';

export async function smoke(node) {
  const folder = mkdtempSync(`${tmpdir()}/jinlin-smoke-`);
  const port = await freeRow();
  const starter = spawn(node, [`${root}/tools/start.mjs`, '--port', String(port)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, JINLIN_FOLDER: folder, DATABASE_URL: '' },
  });
  let said = '';
  for (const stream of [starter.stdout, starter.stderr]) stream.on('data', (chunk) => (said += chunk));
  const ended = once(starter, 'close');

  try {
    await Promise.race([until(() => said.includes('Ctrl-C stops')), ended]);
    const answer = await ask(`http://127.0.0.1:${port}`);
    if (answer.errors || !answer.data?.areaByCode?.serviceSites.nodes.length)
      throw new Error(`The gateway answered ${JSON.stringify(answer)}`);

    starter.kill('SIGTERM');
    const [code] = await ended;
    if (code !== 0) throw new Error(`It ended with ${code}.`);
  } catch ({ message }) {
    console.error(`${said}\n${message}`);
    process.exitCode = 1;
    starter.kill('SIGTERM');
    await ended;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ask(gateway) {
  const { token } = (await peopleAt(gateway)).find(({ role }) => role === 'COMMUNITY_CLERK');
  const answer = await fetch(`${gateway}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: FIRST_QUESTION }),
  });
  return answer.json();
}

/** The first of as many free ports in a row as there are processes. */
async function freeRow() {
  const { freePort, isFree } = await embedded();
  for (;;) {
    const first = await freePort();
    const row = await Promise.all(apps.map((_, index) => isFree(first + index)));
    if (row.every(Boolean)) return first;
  }
}

async function until(holds) {
  while (!holds()) await new Promise((done) => setTimeout(done, 100));
}
