// Bundles the apps named, each to apps/<app>/dist/main.js; or, when none is named, everything that runs.
import { fileURLToPath } from 'node:url';
import { build, formatMessages } from 'esbuild';
import { buildExplorer } from '../apps/gateway/explorer/build.mjs';
import { apps, root } from './apps.mjs';
import { embedded, options, sourceFolders } from './bundle.mjs';

/** What esbuild is told for one app. */
export function bundleOf(app) {
  const outdir = `${root}/apps/${app}/dist`;
  return { ...options, entryPoints: [`apps/${app}/src/main.ts`], outdir, plugins: [sourceFolders(outdir)] };
}

export const buildApps = (names = apps.map(({ app }) => app)) =>
  Promise.all(names.map((app) => build(bundleOf(app))));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const names = process.argv.slice(2);
    await (names.length ? buildApps(names) : Promise.all([embedded(), buildApps(), buildExplorer()]));
  } catch ({ errors, message }) {
    const lines = errors ? await formatMessages(errors, { kind: 'error', color: true }) : [message];
    console.error(lines.join('\n'));
    process.exitCode = 1;
  }
}
