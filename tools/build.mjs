// Bundles the apps named, each to apps/<app>/dist/main.js; or, when none is named, everything that runs.
import { fileURLToPath } from 'node:url';
import { build, formatMessages } from 'esbuild';
import { apps, isWritten, root } from './apps.mjs';
import { embedded, options, sourceFolders } from './bundle.mjs';

/** What esbuild is told for one app. */
export function bundleOf(app) {
  const outdir = `${root}/apps/${app}/dist`;
  return { ...options, entryPoints: [`apps/${app}/src/main.ts`], outdir, plugins: [sourceFolders(outdir)] };
}

export const buildApps = (names = apps.filter(isWritten).map(({ app }) => app)) =>
  Promise.all(names.map((app) => build(bundleOf(app))));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const names = process.argv.slice(2);
    if (names.length === 0) await embedded();
    await buildApps(names.length ? names : undefined);
  } catch ({ errors, message }) {
    const lines = errors ? await formatMessages(errors, { kind: 'error', color: true }) : [message];
    console.error(lines.join('\n'));
    process.exitCode = 1;
  }
}
