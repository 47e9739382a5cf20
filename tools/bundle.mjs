// How TypeScript becomes something that Node runs: esbuild, with the libs inside and what npm installs outside.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, relative } from 'node:path';
import { build } from 'esbuild';
import { root } from './apps.mjs';

const { dependencies, devDependencies } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));

export const options = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  sourcemap: 'linked',
  external: Object.keys({ ...dependencies, ...devDependencies }),
  logLevel: 'silent',
};

/**
 * SDL, profiles and tables of data are read at run time, from beside the source that reads them. In a bundle
 * `__dirname` would be the bundle's folder; this keeps it meaning the source's.
 */
export const sourceFolders = (outdir) => ({
  name: 'source-folders',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\/(apps|libs)\/.*\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const folder = JSON.stringify(relative(outdir, dirname(path)));
      const kept = source.replaceAll(/\b__dirname\b/g, `require('node:path').join(__dirname, ${folder})`);
      return { contents: kept, loader: 'ts' };
    }),
});

/** Loads one TypeScript file that a tool needs. */
export async function load(path) {
  const outfile = `${root}/.jinlin/build/${path.replace(/ts$/, 'js')}`;
  await build({ ...options, entryPoints: [path], outfile });
  return createRequire(import.meta.url)(outfile);
}

/** The embedded PostgreSQL. Its keeper is a process of its own, so a second entry. */
export async function embedded() {
  const entryPoints = ['index', 'keeper'].map((name) => `libs/database/src/embedded/${name}.ts`);
  await build({ ...options, entryPoints, outdir: `${root}/libs/database/dist` });
  return createRequire(import.meta.url)(`${root}/libs/database/dist/index.js`);
}
