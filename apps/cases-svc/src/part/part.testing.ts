import { randomUUID } from 'node:crypto';
import { type Asking, anActor } from '@jinlin/testing';
import type { DataSource } from 'typeorm';
import { aDesk, run as runCase } from '../case/case.testing';
import { ask, aUnit } from '../testing';

/** Runs one act on a part, under a new client key unless one is given. */
export async function run(db: DataSource, act: string, input: Record<string, unknown>, asking: Asking = {}) {
  const type = `${act[0]!.toUpperCase()}${act.slice(1)}Input`;
  const source = `mutation ($input: ${type}!) {
    ${act}(input: $input) {
      __typename
      ... on CasePart { id state result availableActions }
      ... on Refusal { code message }
    }
  }`;
  return (await ask(db, source, { input: { clientKey: randomUUID(), ...input } }, asking))[act];
}

/** A case dispatched to two units, one of which assists, and a third unit that has nothing to do with it yet. */
export async function aPart(db: DataSource, { isSigned = true } = {}) {
  const desk = await aDesk(db, { state: 'REGISTERED' });
  const { id, unit, helper, commander, clerk, helping } = desk;
  const further = await aUnit(db);
  const parts = [{ unitId: helper.id, task: '清运建筑垃圾' }];
  await runCase(db, 'dispatchCase', { id, unitId: unit.id, parts }, { actor: commander });
  if (isSigned) await runCase(db, 'signCase', { id }, { actor: clerk });

  const query = 'query ($id: ID!) { case(id: $id) { parts { id } } }';
  const { case: seen } = await ask(db, query, { id }, { actor: helping });
  return {
    ...desk,
    partId: seen.parts[0].id as string,
    further,
    furthering: anActor('DEPARTMENT_CLERK', { unitId: further.id }),
  };
}
