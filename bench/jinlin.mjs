// Jinlin itself, brought up as `npm start` does it, but in a folder, on ports and with a database of its own.
import { mkdirSync } from 'node:fs';
import { apps as allApps, subgraphs as allSubgraphs, root } from '../tools/apps.mjs';
import { buildApps } from '../tools/build.mjs';
import { embedded } from '../tools/bundle.mjs';
import { environmentOf } from '../tools/launch/environment.mjs';
import { checkPorts, placed } from '../tools/launch/ports.mjs';
import { processes, stop, untilReady } from '../tools/launch/processes.mjs';
import { secretsIn } from '../tools/launch/secrets.mjs';

export const folder = `${root}/.jinlin/bench`;
const logs = `${folder}/logs`;
const PORT = '14000';

export async function startJinlin({ say, die }) {
  mkdirSync(logs, { recursive: true, mode: 0o711 });
  const apps = placed(allApps, { port: PORT }, {});
  const subgraphs = apps.filter(({ name }) => name !== 'gateway');
  const secrets = secretsIn(folder, subgraphs);

  say('Building …');
  const [postgres] = await Promise.all([embedded(), buildApps()]);
  await checkPorts(apps, postgres.isFree);

  say('Starting the database …');
  const log = `${logs}/postgres.log`;
  let isKilled = false;
  const startDatabase = (fresh) =>
    postgres.startEmbedded({
      folder: `${folder}/postgres`,
      log,
      fresh,
      onDeath: (message) => isKilled || die(message),
    });
  let database = await startDatabase(true);
  const services = allSubgraphs.map(({ name }) => ({
    schema: name,
    role: `jinlin_${name}`,
    password: secrets.passwords[name],
  }));
  const made = await postgres.provision(database.url, services);
  const urls = Object.fromEntries(services.map(({ schema }, i) => [schema, made[i]]));

  const environment = environmentOf({ apps: subgraphs, secrets, urls, folder }, {});
  const { run, finish, killAll } = processes({ lock: { add: () => {} }, logs });
  const serving = [];
  const serve = (app) => {
    const at = apps.indexOf(app);
    serving[at] = run(app, 'serve', environment(app));
    return untilReady(serving[at], `http://127.0.0.1:${app.port}`);
  };
  const stopAll = async () => {
    await Promise.all(serving.map((each) => stop(each)));
    killAll();
    await database.stop();
  };
  try {
    say('Loading the five localities …');
    await Promise.all(subgraphs.map((app) => finish(app, 'prepare', environment(app))));
    await postgres.shareOutboxes(database.url, services);

    say('Starting the services …');
    await Promise.all(apps.map(serve));
  } catch (error) {
    await stopAll();
    throw error;
  }

  const pidOf = (wanted) => serving.find(({ name }) => name === wanted)?.child.pid;
  return {
    url: `http://127.0.0.1:${apps.find(({ name }) => name === 'gateway').port}/graphql`,
    gateway: pidOf('gateway'),
    subgraphs: subgraphs.map(({ name, app, port }) => ({ name, app, port, pid: pidOf(name) })),
    database: { url: database.url, pid: database.pid, keeper: database.keeperPid },
    environment,
    secrets,
    stop: stopAll,

    /** Kills a process of ours without a warning, and starts it again. */
    async kill(name) {
      const app = apps.find((each) => each.name === name);
      const { child, ended } = serving[apps.indexOf(app)];
      child.kill('SIGKILL');
      await ended;
      await serve(app);
    },

    /** Does the same to the database server. */
    async killDatabase() {
      isKilled = true;
      process.kill(database.pid, 'SIGKILL');
      await database.stop();
      database = await startDatabase(false);
      isKilled = false;
    },
  };
}
