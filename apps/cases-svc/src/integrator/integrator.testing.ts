import { randomUUID } from 'node:crypto';
import type { Actor } from '@jinlin/identity';
import { type Asking, anActor } from '@jinlin/testing';
import type { DataSource } from 'typeorm';
import { anArea, ask } from '../testing';

const INTEGRATOR = '... on Integrator { id state name calls requestsPerMinute availableActions }';
const KEY =
  '... on IntegratorKey { id state hint secret isLive expiresAt availableActions integrator { id } }';
const REFUSAL = '... on Refusal { code message } ... on InvalidInput { field }';

/** Runs one act on integrators or their keys, under a new client key unless one is given. */
export async function runIntegrator(db: DataSource, act: string, input: object, asking: Asking = {}) {
  const type = `${act[0]!.toUpperCase()}${act.slice(1)}Input`;
  const seen = act.endsWith('Key') ? KEY : INTEGRATOR;
  const source = `mutation ($input: ${type}!) { ${act}(input: $input) { __typename ${seen} ${REFUSAL} } }`;
  return (await ask(db, source, { input: { clientKey: randomUUID(), ...input } }, asking))[act];
}

/** An integrator of a county, the operator who let it in, and the actor that the gateway makes of its key. */
export async function anIntegrator(db: DataSource, given: object = {}, areaId?: string) {
  const area = areaId ?? (await anArea(db, { level: 'COUNTY', code: '510522' })).id;
  const operator = anActor('OPERATOR', { areaId: area });
  const run = (act: string, input: object, asking: Asking = { actor: operator }) =>
    runIntegrator(db, act, input, asking);
  const calls = ['HOTLINE_SUBMIT', 'HOTLINE_READ', 'HOTLINE_DESK', 'HOTLINE_UNIT'];
  const { id } = await run('registerIntegrator', { name: '12345 平台', areaId: area, calls, ...given });
  const actor: Actor = anActor('INTEGRATOR', { id, areaId: area, scopes: calls });
  return { id, areaId: area, operator, actor, run };
}
