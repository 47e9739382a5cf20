import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { idOf } from '@jinlin/localities';
import { anActor } from '@jinlin/testing';
import { runIntegrator } from 'cases-svc/src/integrator/integrator.testing';
import { wholeGraph } from './graph';

const run = promisify(execFile);

const [, section = ''] =
  /## Work orders of hotlines\n([\s\S]+?)\n## /.exec(
    readFileSync(join(__dirname, '../docs/integration.md'), 'utf8'),
  ) ?? [];
const commands = [...section.matchAll(/```sh\n([\s\S]+?)```/g)].map(([, text]) => text).join('\n');
const hasCurl =
  spawnSync('curl', ['--version']).status === 0 && spawnSync('bash', ['--version']).status === 0;

const graph = wholeGraph(['510522']);

const areaId = idOf('area', '510522');

/** A key for a county, made by its operator. */
async function aKey(calls: readonly string[], requestsPerMinute = 6_000) {
  const db = graph.databases.cases;
  const actor = anActor('OPERATOR', { areaId });
  const input = { name: '12345 平台', areaId, calls, requestsPerMinute };
  const { id } = await runIntegrator(db, 'registerIntegrator', input, { actor });
  return runIntegrator(db, 'issueIntegratorKey', { integratorId: id }, { actor });
}

const HOTLINE = ['HOTLINE_SUBMIT', 'HOTLINE_READ', 'HOTLINE_DESK', 'HOTLINE_UNIT', 'WEBHOOKS'];

const send = (key: string, body: object) =>
  fetch(`${graph.url()}/hotline/v1/orders`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
  });

const order = (number: string) => ({ number, category: '01', title: '楼道灯不亮', areaCode: '510522001006' });

(hasCurl ? it : it.skip)(
  'every curl of docs/integration.md does what is said there',
  async () => {
    const { secret } = await aKey(HOTLINE);
    const [{ id: unit }] = await graph.databases.cases.query('select id from unit where active limit 1');

    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', commands], {
      env: { ...process.env, JINLIN: graph.url(), KEY: secret, AREA: '510522001006', UNIT: unit },
      maxBuffer: 8_000_000,
    });

    expect(stdout).toContain('"state":"ARCHIVED"');
    expect(stdout).toContain('"outcome":"WITHDRAWN"');
    expect(stdout).toContain('"openapi":"3.1.0"');
  },
  60_000,
);

it('an order comes in through the gateway, and twenty twins of it open one case', async () => {
  const { secret } = await aKey(HOTLINE);

  const answers = await Promise.all(
    Array.from(
      { length: 20 },
      async () =>
        (await (await send(secret, order('GD-twins'))).json()) as { caseId: string; isNew: boolean },
    ),
  );
  expect(new Set(answers.map(({ caseId }) => caseId)).size).toBe(1);
  expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
});

it('a key opens what it was made for, and not beyond its quota', async () => {
  const reader = await aKey(['HOTLINE_READ'], 8);

  const statuses = [];
  for (let i = 0; i < 3; i += 1) statuses.push((await send(reader.secret, order('GD-none'))).status);
  expect(statuses).toEqual([403, 403, 429]);
});
