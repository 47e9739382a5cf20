// The first step: uses nothing but Node, because nothing else may be there yet.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;

  console.error(
    `Jinlin needs Node 20.19 or newer; this is ${process.version}. See https://nodejs.org/download`,
  );
  process.exit(1);
}

/** Installs what the lockfile names, unless exactly that is there already. */
export async function install() {
  if (isInstalled()) return;

  const { packages } = readJson('package-lock.json');
  console.log(
    `Installing ${Object.keys(packages).length} packages from the npm registry (some minutes at most) …`,
  );
  const start = Date.now();
  const code = await npm('ci', '--no-fund', '--no-audit', '--loglevel=error');
  if (code === 0) return console.log(`Installed in ${Math.round((Date.now() - start) / 1000)} s.`);

  console.error('npm could not install the packages; its reasons stand above. Then try again.');
  process.exit(1);
}

/** npm notes what it has put into node_modules, last of all; so an interrupted installation is seen too. */
function isInstalled() {
  if (!existsSync(`${root}/node_modules/.package-lock.json`)) return false;

  const there = readJson('node_modules/.package-lock.json').packages;
  const wanted = Object.entries(readJson('package-lock.json').packages);
  return wanted.every(
    ([path, { version, optional, devOptional, link, resolved }]) =>
      !path.includes('node_modules/') ||
      optional ||
      devOptional ||
      (link ? there[path]?.resolved === resolved : there[path]?.version === version),
  );
}

export function npm(...args) {
  const cli = process.env.npm_execpath;
  const [command, first] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
  const child = spawn(command, [...first, ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((done, fail) => child.once('error', fail).once('close', done));
}

function readJson(path) {
  return JSON.parse(readFileSync(`${root}/${path}`, 'utf8'));
}
