// Runs what can be run of Dockerfile and docker-compose.yml without Docker: the image's steps in a copy of the
// repository, then the command of every service in the order of depends_on, against a PostgreSQL of its own.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { apps, root } from '../apps.mjs';
import { embedded } from '../bundle.mjs';
import { composeFile } from './compose-file.mjs';
import { dockerfile } from './dockerfile.mjs';
import { freeRow } from './free-row.mjs';
import { issuer } from './issuer.mjs';

const copy = mkdtempSync(`${tmpdir()}/jinlin-image-`);
const image = dockerfile();
const running = [];
const postgres = await embedded();
const database = await postgres.startEmbedded();
const keys = await issuer();

try {
  for (const path of sources()) cpSync(`${root}/${path}`, `${copy}/${path}`);
  for (const step of image.steps) await succeed(step, ['sh', '-c', step], process.env);

  const { services, environmentOf } = await stage();
  for (const name of inOrder(services)) await start(name, services[name], environmentOf(services[name]));
  for (const { name, child } of running.reverse()) {
    child.kill('SIGTERM');
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`${name} did not end in order when told to (${code}).`);
  }
} catch ({ message }) {
  console.error(message);
  process.exitCode = 1;
} finally {
  for (const { child } of running) child.kill('SIGKILL');
  keys.close();
  await database.stop();
  rmSync(copy, { recursive: true, force: true });
}

/** What a clone would hold, and what is not committed yet. */
function sources() {
  const listed = execFileSync('git', ['ls-files', '-coz', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  return listed.split('\0').filter((path) => path && existsSync(`${root}/${path}`));
}

/** The services, with names that containers know one another by turned into free ports of this machine. */
async function stage() {
  const { hostname, port, password } = new URL(database.url);
  const secret = 'x'.repeat(32);
  const { services } = composeFile({
    POSTGRES_PASSWORD: password,
    ...{ ORGANISATION_PASSWORD: secret, CASES_PASSWORD: secret, SERVICES_PASSWORD: secret },
    GATEWAY_SECRET: secret,
    DATA_KEY: Buffer.from(secret).toString('base64'),
    ...keys.settings,
  });
  delete services.postgres;

  const first = await freeRow();
  const places = { 'postgres:5432': `${hostname}:${port}` };
  for (const [index, { name, port: usual }] of apps.entries())
    places[`${name}:${usual}`] = `127.0.0.1:${first + index}`;
  const here = (text) =>
    Object.entries(places).reduce((all, [there, near]) => all.replaceAll(there, near), text);

  const environmentOf = (service) => {
    const { PORT } = service.environment;
    const place = Object.keys(places).find((there) => there.endsWith(`:${PORT}`));
    const filled = Object.entries(service.environment).map(([key, value]) => [key, here(value)]);
    return {
      PATH: process.env.PATH,
      ...image.env,
      ...Object.fromEntries(filled),
      HOST: '127.0.0.1',
      PORT: places[place]?.split(':')[1],
    };
  };
  return { services, environmentOf };
}

async function start(name, { command, healthcheck }, env) {
  const what = [...image.entrypoint, ...command];
  if (healthcheck?.disable) return succeed(name, what, env);

  const child = spawn(what[0], what.slice(1), { cwd: copy, env, stdio: ['ignore', 'ignore', 'inherit'] });
  running.push({ name, child });
  for (let attempt = 0; attempt < 60 && child.exitCode === null; attempt += 1) {
    const [probe, ...args] = image.healthcheck;
    const [code] = await once(spawn(probe, args, { cwd: copy, env, stdio: 'ignore' }), 'close');
    if (code === 0) return;
    await pause(500);
  }
  throw new Error(`${name} did not become healthy.`);
}

async function succeed(name, [command, ...args], env) {
  const child = spawn(command, args, { cwd: copy, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${name} failed (${code}).\n${output}`);
}

/** The names of the services, each after those it depends on. */
function inOrder(services, done = []) {
  const visit = (name) => {
    if (done.includes(name) || !services[name]) return;
    Object.keys(services[name].depends_on ?? {}).forEach(visit);
    done.push(name);
  };
  Object.keys(services).forEach(visit);
  return done;
}
