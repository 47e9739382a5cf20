// How fast organisation-svc answers for a whole city, as of any day: the subtree of Shenyang and coverage over it. Asked at
// the service itself, signed as the gateway signs, one request after another. Options: --requests <number> of each kind.
import { createHmac } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { root } from '../tools/apps.mjs';
import { middle } from './report.mjs';

const CITY = '210100';
const FIELDS = 'code name level';
const below = (inner, level = '') => `children(first: 100${level}) { nodes { ${FIELDS} ${inner} } }`;
const ofCity = (fields) =>
  `query ($asOf: LocalDate) { areaByCode(code: "${CITY}", asOf: $asOf) { ${FIELDS} ${fields} } }`;

const coverage = (template, boundaries) =>
  ofCity(
    `roleCoverage(template: "${template}", boundaries: ${boundaries}) { areasAtLevel complete vacantSlots { missing } }`,
  );

/** What is asked, and how many milliseconds it may take. */
export const questions = [
  {
    title: 'The subtree: 13 districts, 190 streets, 2 703 communities, 14 265 grids',
    promised: 300,
    query: ofCity(below(below(below(below('', ', level: GRID'))))),
  },
  {
    title: 'Coverage of 三长五员: eight posts in each of 6 588 compounds',
    promised: 200,
    query: coverage('three-heads-five-members', 'THEN'),
  },
  {
    title: 'The same, by today’s boundaries',
    promised: 200,
    query: coverage('three-heads-five-members', 'TODAY'),
  },
  { title: 'Coverage of the grid team: 14 265 grids', promised: 200, query: coverage('grid-team', 'THEN') },
  {
    title: 'Coverage by Party organisations, of compounds and of grids',
    promised: 200,
    query: ofCity(
      'compounds: partyCoverage(level: COMPOUND) { covered } grids: partyCoverage(level: GRID) { covered }',
    ),
  },
];

/** Days that are asked for: today, and two past. */
const days = [null, '2022-06-01', '2026-11-20'];

/** Asks every question for every day; hands back the median and the slowest of each, in milliseconds. */
export async function measure({ url, secret }, requests) {
  const results = [];
  for (const { title, promised, query } of questions) {
    const times = [];
    for (const asOf of days) {
      // The first few let the service compile the question, and PostgreSQL plan it.
      for (let i = 0; i < 5; i += 1) await ask({ url, secret }, { query, variables: { asOf } });
      for (let i = 0; i < requests; i += 1) {
        const began = performance.now();
        await ask({ url, secret }, { query, variables: { asOf } });
        times.push(performance.now() - began);
      }
    }
    results.push({ title, promised, median: middle(times), slowest: Math.max(...times) });
  }
  return results;
}

async function ask({ url, secret }, operation) {
  const body = JSON.stringify(operation);
  const seconds = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', secret).update(`${seconds}\n\n`).update(body).digest('base64url');
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-jinlin-signature': `${seconds}.${signature}` },
    body,
  });
  const { data, errors } = await answer.json();
  if (errors || !data.areaByCode) throw new Error(`Not answered: ${JSON.stringify(errors ?? data)}`);
}

export function table(results) {
  const rows = results.map(({ title, promised, median, slowest }) => [
    title,
    median.toFixed(0),
    slowest.toFixed(0),
    `< ${promised}`,
  ]);
  return [['question', 'median ms', 'slowest ms', 'promised'], ['---', '---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

/** Writes the table between its marks in docs/bench.md. */
export function write(facts, results) {
  const path = `${root}/docs/bench.md`;
  const marked = /(<!-- organisation -->\n)[\s\S]*(<!-- end of organisation -->)/;
  const text = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    text.replace(marked, (_, start, end) => `${start}\n${facts}\n\n${table(results)}\n\n${end}`),
  );
}

if (import.meta.main ?? process.argv[1]?.endsWith('organisation.mjs')) {
  const { requests } = parseArgs({
    allowPositionals: true,
    options: { requests: { type: 'string', default: '20' } },
  }).values;
  const { startJinlin } = await import('./jinlin.mjs');
  const jinlin = await startJinlin({
    say: (line) => console.log(line),
    die: (message) => {
      throw new Error(message);
    },
  });
  try {
    const { port } = jinlin.subgraphs.find(({ name }) => name === 'organisation');
    const url = `http://127.0.0.1:${port}/graphql`;
    const results = await measure({ url, secret: jinlin.secrets.gatewaySecret }, Number(requests));
    const facts = [
      `${requests} requests of each for each of ${days.length} days, one after another, Node ${process.versions.node},`,
      `everything on one machine of ${cpus().length} cores.`,
    ].join(' ');
    console.log(`\n${facts}\n\n${table(results)}`);
    write(facts, results);

    const slow = results.filter(({ median, promised }) => median >= promised);
    for (const { title, median } of slow) console.error(`Too slow: "${title}" took ${median.toFixed(0)} ms.`);
    process.exitCode = slow.length ? 1 : 0;
  } finally {
    await jinlin.stop();
    process.exit();
  }
}
