// The whole graph on Node 24, which npm brings: what runs on 20 today should run there tomorrow.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { root } from '../apps.mjs';
import { smoke } from './smoke.mjs';

const prefix = `${root}/.jinlin/node24`;
const name = `node-${process.platform}-${process.arch}`;
const node24 = `${prefix}/node_modules/${name}/bin/node`;

if (!existsSync(node24))
  execFileSync(
    'npm',
    ['install', '--prefix', prefix, '--no-fund', '--no-audit', '--no-save', '--loglevel=error', `${name}@24`],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
await smoke(node24);
