// The measurement itself: everybody is started and asked the same; only when all answer the same are they put under
// load, in turns, and told apart by medians.
import { createHash } from 'node:crypto';
import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { clerk } from './clerk.mjs';
import { contenders } from './contenders.mjs';
import { startJinlin } from './jinlin.mjs';
import { keepKinds } from './kinds.mjs';
import { measure } from './measure.mjs';
import { medians, middle, table, write } from './report.mjs';
import { judge } from './targets.mjs';
import { familyOf, memoryOf } from './usage.mjs';

const { rounds, seconds } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, seconds: { type: 'string', default: '6' } },
}).values;

const WARM_UP = 5;

const say = (line) => console.log(line);
const running = [];
let jinlin;

try {
  jinlin = await startJinlin({
    say,
    die: (message) => {
      throw new Error(message);
    },
  });
  const { actor, token } = await clerk(jinlin);
  await keepKinds(jinlin, token);

  say('Starting the others …');
  for (const contender of contenders) {
    const { start, ...rest } = contender;
    running.push({ ...rest, ...(await start({ jinlin, actor, token })) });
  }
  const answer = await checkAnswers();
  say(
    `All answer the same ${answer.length} bytes (sha256 ${createHash('sha256').update(answer).digest('hex').slice(0, 16)}).`,
  );

  say(`Warming up, ${WARM_UP} s each …`);
  for (const contender of running) await measure(contender, jinlin.database, WARM_UP);

  const ours = running.at(-1);
  const others = running.slice(0, -1);
  const results = new Map(running.map(({ key }) => [key, []]));
  const ratios = new Map(others.map(({ key }) => [key, []]));
  const underLoad = async (contender) => {
    const result = await measure(contender, jinlin.database, Number(seconds));
    results.get(contender.key).push(result);
    return result.rate;
  };
  for (let round = 1; round <= Number(rounds); round += 1) {
    for (const other of others) {
      // Side by side, since a machine is not as fast at all times; and every other round the other way about.
      const [first, second] = round % 2 ? [other, ours] : [ours, other];
      const rates = { [first.key]: await underLoad(first), [second.key]: await underLoad(second) };
      ratios.get(other.key).push(rates.ours / rates[other.key]);
      say(
        `Round ${round}: ${other.key} ${Math.round(rates[other.key])}, ours ${Math.round(rates.ours)} requests/s`,
      );
    }
  }

  await Promise.all(others.map(({ stop }) => stop()));
  await pause(1_000);
  const memory = memoryOfAll(jinlin);

  const summary = running.map(({ key, title }) => ({
    key,
    title,
    ...medians(results.get(key)),
    ratio: key === 'ours' ? 1 : middle(ratios.get(key)),
  }));
  const facts = [
    `${rounds} rounds of ${seconds} s each with 32 connections, Node ${process.versions.node}, everything on one`,
    `machine of ${cpus().length} cores; medians, of the ratios too: each is measured right beside us. Memory of all our processes after it, the database included:`,
    `${Math.round(memory / 1024 ** 2)} MiB.`,
  ].join(' ');
  say(`\n${facts}\n\n${table(summary)}`);
  write(summary, facts);

  const broken = judge(Object.fromEntries(summary.map(({ key, ratio }) => [key, ratio])), memory);
  for (const line of broken) console.error(line);
  process.exitCode = broken.length ? 1 : 0;
} catch (error) {
  console.error(error.stack);
  process.exitCode = 1;
} finally {
  await Promise.all(running.filter(({ key }) => key !== 'ours').map(({ stop }) => stop())).catch(() => {});
  await jinlin?.stop();
  process.exit();
}

/** Asks everybody once and holds the answers, read into the shape of ours, against each other; keeps each one's bytes. */
async function checkAnswers() {
  let first;
  for (const contender of running) {
    const { url, headers, body, read, title } = contender;
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    contender.expected = await answer.text();
    if (!answer.ok || JSON.parse(contender.expected).errors) {
      throw new Error(`"${title}" does not answer: ${contender.expected}`);
    }
    const shaped = JSON.stringify(sorted(read(JSON.parse(contender.expected))));
    first ??= { shaped, title };
    if (shaped === first.shaped) continue;
    throw new Error(`"${title}" answers otherwise than "${first.title}":\n${shaped}\n${first.shaped}`);
  }
  return first.shaped;
}

/** The same value with the fields of objects in the order of their names: only their order may differ. */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((name) => [name, sorted(value[name])]),
  );
}

function memoryOfAll({ gateway, subgraphs, database }) {
  const pids = [gateway, ...subgraphs.map(({ pid }) => pid), ...familyOf(database.pid), database.keeper];
  return pids.reduce((sum, pid) => sum + memoryOf(pid), 0);
}
