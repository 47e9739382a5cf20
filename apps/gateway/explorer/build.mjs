// Builds the explorer into apps/gateway/dist/explorer, unless exactly that is there already. What it consists of lies in
// a folder named after everything it was made of, so browsers may keep it for good.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const lockfile = fileURLToPath(new URL('../../../package-lock.json', import.meta.url));
const dist = fileURLToPath(new URL('../dist/explorer', import.meta.url));
const zip = promisify(gzip);

/** The page and Monaco's workers; what they share is split off into chunks. */
const entryPoints = {
  main: 'main.tsx',
  'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
  'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
  'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
};

/** Makes sure that the explorer is built. Answers with its folder. */
export async function buildExplorer() {
  const sources = await sourcesOf(here);
  const assets = `assets/${fingerprint([...sources, await readFile(lockfile)])}`;
  const page = `${dist}/index.html`;
  if (existsSync(page) && (await readFile(page, 'utf8')).includes(assets)) return dist;

  await rm(dist, { recursive: true, force: true });
  await mkdir(`${dist}/${assets}`, { recursive: true });
  const { outputFiles } = await bundle(await examples());
  await Promise.all([
    ...outputFiles.filter(isUsed).map(({ path, contents }) => write(`${assets}/${basename(path)}`, contents)),
    write(`${assets}/icon.svg`, await readFile(`${here}icon.svg`)),
  ]);

  // The page comes last: where it is, all the rest is.
  const html = await readFile(`${here}index.html`, 'utf8');
  await writeFile(`${page}.draft`, html.replaceAll('{assets}', assets));
  await rename(`${page}.draft`, page);
  return dist;
}

const bundle = (found) =>
  build({
    absWorkingDir: here,
    entryPoints,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"', EXAMPLES: JSON.stringify(found) },
    loader: { '.ttf': 'file' },
    outdir: 'dist',
    chunkNames: '[name]-[hash]',
    write: false,
    logLevel: 'silent',
  });

/** The page's own style has all; those that esbuild makes for lazily loaded chunks are asked for by nobody. */
const isUsed = ({ path }) => !path.endsWith('.css') || path.endsWith('/main.css');

/** Beside each file lies what goes over the wire. */
async function write(path, contents) {
  await Promise.all([
    writeFile(`${dist}/${path}`, contents),
    zip(contents).then((zipped) => writeFile(`${dist}/${path}.gz`, zipped)),
  ]);
}

/** The example queries with their variables, in the order of their files. */
async function examples() {
  const files = (await readdir(`${here}examples`)).filter((name) => name.endsWith('.graphql')).sort();
  const read = (file) => readFile(`${here}examples/${file}`, 'utf8');
  return Promise.all(
    files.map(async (file) => ({
      query: await read(file),
      variables: await read(file.replace('.graphql', '.json')),
    })),
  );
}

async function sourcesOf(folder) {
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.\w+$/.test(name)).sort();
  const contents = await Promise.all(names.map((name) => readFile(`${folder}${name}`)));
  return [names.join(), ...contents];
}

function fingerprint(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex').slice(0, 16);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const began = Date.now();
  console.log(`${await buildExplorer()} (${Date.now() - began} ms)`);
}
