// npm run bench: measures Jinlin beside others that can answer the same question, on Node 24. Installs what it needs in
// its own folder first. Options: --rounds <number> and --seconds <number>, of load each. With `organisation` it measures
// what organisation-svc answers for a whole city instead, with `intake` how fast work orders come in, and
// with `chaos` whether any is lost or doubled while processes are killed, with `lunch` how many meals are booked and with
// `visits` how fast a city's visits are counted, with `circle` how fast what is near is found, with `matching` how well
// what is offered is shared out; those need nobody else.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkNode, install } from '../tools/launch/install.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const node24 = `${here}node_modules/node/bin/node`;

checkNode();
await install();
if (['organisation', 'intake', 'chaos', 'lunch', 'visits', 'circle', 'matching'].includes(process.argv[2])) {
  const { status } = spawnSync(
    process.execPath,
    [`${here}${process.argv[2]}.mjs`, ...process.argv.slice(3)],
    {
      stdio: 'inherit',
    },
  );
  process.exit(status ?? 1);
}
if (!existsSync(`${here}node_modules/.package-lock.json`) || !existsSync(node24)) {
  console.log('Installing what Jinlin is measured against (a minute or two) …');
  const { status } = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: here,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(1);
}
const { status } = spawnSync(node24, [`${here}bench.mjs`, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? 1;
