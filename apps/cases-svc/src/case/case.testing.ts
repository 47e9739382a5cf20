import { randomUUID } from 'node:crypto';
import { type Asking, anActor } from '@jinlin/testing';
import type { DataSource } from 'typeorm';
import { aCase, anArea, ask, aUnit } from '../testing';

/** What a test sees of the case that an act answers with, or of the refusal. */
const SEEN = /* GraphQL */ `
  __typename
  ... on Case { id state reference outcome returnCount reopenCount availableActions }
  ... on Refusal { code message }
`;

/** Runs one act on cases as its input type says, under a new client key unless one is given. */
export async function run(db: DataSource, act: string, input: Record<string, unknown>, asking: Asking = {}) {
  const type = `${act[0]!.toUpperCase()}${act.slice(1)}Input`;
  const source = `mutation ($input: ${type}!) { ${act}(input: $input) { ${SEEN} } }`;
  const answer = await ask(db, source, { input: { clientKey: randomUUID(), ...input } }, asking);
  return answer[act];
}

/** A case that has been dispatched by a real act, signed by its unit, and everybody who works on it. */
export async function aSignedCase(
  db: DataSource,
  given: Parameters<typeof aCase>[1] = {},
  input: object = {},
) {
  const desk = await aDesk(db, { state: 'REGISTERED', ...given });
  const { id, unit, commander, clerk } = desk;
  await run(db, 'dispatchCase', { id, unitId: unit.id, ...input }, { actor: commander });
  await run(db, 'signCase', { id }, { actor: clerk });
  return desk;
}

/** A grid with a street above it, a unit, a case there, and everybody who works on it. */
export async function aDesk(db: DataSource, given: Parameters<typeof aCase>[1] = {}) {
  const street = await anArea(db, { level: 'TOWNSHIP', code: '510522001', name: '街道' });
  const grid = await anArea(db, { path: `${street.path}g/` });
  const [unit, helper] = await Promise.all([aUnit(db), aUnit(db)]);
  const row = await aCase(db, { areaId: grid.id, areaPath: grid.path, ...given });

  const here = { areaId: street.id };
  return {
    street,
    grid,
    unit,
    helper,
    id: row.id,
    community: anActor('COMMUNITY_CLERK', here),
    commander: anActor('STREET_COMMANDER', here),
    hotline: anActor('HOTLINE_CLERK', here),
    clerk: anActor('DEPARTMENT_CLERK', { unitId: unit.id }),
    helping: anActor('DEPARTMENT_CLERK', { unitId: helper.id }),
  };
}
