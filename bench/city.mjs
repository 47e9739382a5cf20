// What lunch and visits have in common: services-svc of a Jinlin of their own, asked as the gateway asks, for Shenyang.
import { createHmac } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import pg from 'pg';
import { root } from '../tools/apps.mjs';
import { startJinlin } from './jinlin.mjs';
import { cpuOf, cpuOfFamily } from './usage.mjs';

export const CITY = '210100';

/** Runs a measurement, and writes what it found between its marks in docs/bench.md. */
export async function inCity(name, measure) {
  const jinlin = await startJinlin({
    say: (line) => console.log(line),
    die: (message) => {
      throw new Error(message);
    },
  });
  const database = new pg.Client(`${jinlin.database.url}`);
  try {
    await database.connect();
    // A superuser is not bound by row-level security, and what is filled in takes longer than an act may.
    await database.query('set search_path = services, public; set statement_timeout = 0');
    const results = await measure({
      database,
      services: servicesOf(jinlin),
      city: await cityOf(database),
      used: () => usedBy(jinlin),
    });
    for (const { what, found, promised } of results) console.log(`${what}: ${found} (promised ${promised})`);
    write(name, results);
    process.exitCode = results.every(({ isKept }) => isKept) ? 0 : 1;
  } catch (fault) {
    console.error(fault);
    process.exitCode = 1;
  } finally {
    await database.end();
    await jinlin.stop();
    process.exit();
  }
}

const cityOf = async (database) =>
  (await database.query('select id, path from area where code = $1 and valid_to is null', [CITY])).rows[0];

const servicesIn = ({ subgraphs }) => subgraphs.find(({ name }) => name === 'services');

/** services-svc: where it is, and how a request of somebody is signed. */
const servicesOf = (jinlin) => ({
  hostname: '127.0.0.1',
  port: servicesIn(jinlin).port,
  secret: jinlin.secrets.gatewaySecret,
});

/** Seconds of CPU that services-svc and the database have used. */
const usedBy = (jinlin) => ({
  services: cpuOf(servicesIn(jinlin).pid),
  database: cpuOfFamily(jinlin.database.pid),
});

/** The headers with which the gateway vouches for whoever asks. */
export function vouched(secret, actor, body) {
  const header = Buffer.from(JSON.stringify(actor)).toString('base64url');
  const seconds = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', secret).update(`${seconds}\n${header}\n`).update(body);
  return {
    'content-type': 'application/json',
    'x-jinlin-actor': header,
    'x-jinlin-signature': `${seconds}.${signature.digest('base64url')}`,
  };
}

/** Somebody in a role at an area. */
export const actorAt = (role, areaId) => ({
  id: 'bench',
  role,
  areaId,
  unitId: null,
  personId: null,
  scopes: [],
});

function write(name, results) {
  const facts = `Node ${process.versions.node}, everything on one machine of ${cpus().length} cores, load average ${loadavg()[0].toFixed(1)} at the end.`;
  const rows = [
    ['what', 'measured', 'promised'],
    ['---', '---', '---'],
    ...results.map(({ what, found, promised }) => [what, found, promised]),
  ];
  const table = rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  const path = `${root}/docs/bench.md`;
  const marked = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*(<!-- end of ${name} -->)`);
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace(marked, (_, start, end) => `${start}\n${facts}\n\n${table}\n\n${end}`),
  );
}
