// npm run dev: what changes in the sources is generated, composed, bundled and started again, and only that.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { formatMessages } from 'esbuild';
import { root } from '../apps.mjs';
import { buildApps } from '../build.mjs';
import { prepare, serve, stampOf } from './graph.mjs';
import { stop } from './processes.mjs';
import { complain, say } from './screen.mjs';

const INTERVAL = 400;

/** Looks again and again: editors replace files when they save, and a watch on the replaced one would hear no more. */
export async function watchSources(up) {
  say('Watching apps, libs and localities for changes.');
  let seen = sources();
  for (;;) {
    await pause(INTERVAL);
    const now = sources();
    const paths = [...now].filter(([path, changedAt]) => seen.get(path) !== changedAt).map(([path]) => path);
    seen = now;
    if (paths.length) await renew(up, paths).catch(({ message }) => complain(message));
  }
}

/** Every source, and when it last changed. */
const sources = () =>
  new Map(
    ['apps', 'libs', 'localities']
      .flatMap((folder) =>
        readdirSync(`${root}/${folder}`, { recursive: true }).map((path) => `${folder}/${path}`),
      )
      .filter((path) => /\.(ts|graphql|csv|yaml)$/.test(path))
      .filter((path) => !/\/(generated|dist|node_modules)\/|\.spec\.ts$/.test(path))
      .map((path) => [path, statSync(`${root}/${path}`, { throwIfNoEntry: false })?.mtimeMs]),
  );

async function renew(up, paths) {
  const isRead = (app) =>
    paths.some((path) => isData(path) && (!path.startsWith('apps/') || path.startsWith(`apps/${app}/`)));
  if (paths.some((path) => path.endsWith('.graphql') || path.endsWith('codegen.ts'))) {
    for (const tool of ['codegen', 'compose'])
      spawnSync(process.execPath, [`${root}/tools/${tool}.mjs`], { cwd: root, stdio: 'inherit' });
  }

  const before = new Map(up.apps.map((app) => [app, stampOf(app)]));
  try {
    await buildApps();
  } catch ({ errors, message }) {
    return complain(
      errors ? (await formatMessages(errors, { kind: 'error', color: true })).join('\n') : message,
    );
  }
  for (const app of up.apps) {
    if (before.get(app) === stampOf(app) && !isRead(app.app)) continue;
    const old = up.serving.get(app.name);
    up.serving.delete(app.name);
    await stop(old);
    if (app.name !== 'gateway') await prepare(up, [app]);
    await serve(up, app);
    say(`${app.app} is up again.`);
  }
}

/** Read when a process starts, rather than bundled. */
const isData = (path) => /\.(graphql|csv|yaml)$/.test(path);
