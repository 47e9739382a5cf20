// Adds to package-lock.json the platform packages that npm left out because its registry did not have them. `npm ci`
// refuses a lockfile that lacks any, also those of other platforms, which it would never install.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const same = (...names) => Object.fromEntries(names.map((name) => [name, name]));
const SYSTEMS = {
  ...same(
    'aix',
    'android',
    'darwin',
    'freebsd',
    'linux',
    'netbsd',
    'openbsd',
    'openharmony',
    'sunos',
    'win32',
  ),
  windows: 'win32',
};
const PROCESSORS = {
  ...same('arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'),
  ppc64le: 'ppc64',
};
const LIBRARIES = { gnu: 'glibc', musl: 'musl' };

const file = process.argv[2] ?? fileURLToPath(new URL('../package-lock.json', import.meta.url));
const lock = JSON.parse(readFileSync(file, 'utf8'));
const { packages } = lock;

for (const [path, parent] of Object.entries(packages))
  for (const [name, range] of Object.entries(parent.optionalDependencies ?? {}))
    if (!isLocked(name, path)) packages[`node_modules/${name}`] = placeholder(name, range, parent);

const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);

/** Looks where Node would: beside the package, then further up. */
function isLocked(name, path) {
  if (packages[`${path ? `${path}/` : ''}node_modules/${name}`]) return true;
  return path !== '' && isLocked(name, path.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, ''));
}

function placeholder(name, range, { dev, license }) {
  const words = name.split(/[-/]/);
  const only = (known) => words.filter((word) => known[word]).map((word) => known[word]);
  const [os, cpu, libc] = [only(SYSTEMS), only(PROCESSORS), only(LIBRARIES)];
  if (!os.length && !cpu.length)
    throw new Error(`${name} is missing from the lockfile, and is no platform package.`);
  return {
    version: range.replace(/^[\^~>=]*/, ''),
    ...(cpu.length && { cpu }),
    ...(dev && { dev }),
    ...(libc.length && { libc }),
    ...(license && { license }),
    optional: true,
    ...(os.length && { os }),
  };
}
