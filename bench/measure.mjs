// One round: somebody is put under load for some seconds, and what that took is counted.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { cpuOf, cpuOfFamily } from './usage.mjs';

const generator = fileURLToPath(new URL('load.mjs', import.meta.url));

/** Requests a second, milliseconds of the middle and of the slowest hundredth, and seconds of CPU a request took where. */
export async function measure({ title, url, headers, body, expected, processes }, database, seconds) {
  const load = fork(generator);
  const ended = new Promise((_, fail) =>
    load.once('exit', (code) => code && fail(new Error(`The load on "${title}" broke off.`))),
  );
  const message = () => Promise.race([new Promise((done) => load.once('message', done)), ended]);
  load.send({ url, headers: { 'content-type': 'application/json', ...headers }, body, expected, seconds });

  await message();
  const before = used(processes, database);
  const { requests, seconds: took, p50, p99, wrong } = await message();
  const after = used(processes, database);
  if (wrong) throw new Error(`Under load, "${title}" answered something else: ${wrong.slice(0, 500)}`);

  const cpu = Object.fromEntries(
    Object.keys(after).map((part) => [part, (after[part] - before[part]) / requests]),
  );
  return { rate: requests / took, p50, p99, cpu };
}

const used = ({ gateway, subgraphs }, database) => ({
  gateway: sum(gateway.map(cpuOf)),
  subgraphs: sum(subgraphs.map(cpuOf)),
  database: cpuOfFamily(database.pid),
});

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
