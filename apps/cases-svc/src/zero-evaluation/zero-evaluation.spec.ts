import { randomUUID } from 'node:crypto';
import { type Asking, anActor, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { anArea, ask } from '../testing';
import { zeroEvaluationStates } from './zero-evaluation.states';

const db = testDatabase(tables);

const run = async (act: string, input: object, asking: Asking) => {
  const type = `${act[0]!.toUpperCase()}${act.slice(1)}Input`;
  const source = `mutation ($input: ${type}!) {
    ${act}(input: $input) { __typename ... on ZeroEvaluation { id score }  ... on Refusal { code } ... on InvalidInput { field } }
  }`;
  return (await ask(db, source, { input: { clientKey: randomUUID(), ...input } }, asking))[act];
};

async function aPlace() {
  const street = await anArea(db, { level: 'TOWNSHIP', code: '210103005' });
  const community = await anArea(db, { level: 'COMMUNITY', code: '210103005024', path: `${street.path}c/` });
  return {
    street,
    community,
    clerk: anActor('COMMUNITY_CLERK', { areaId: community.id }),
    commander: anActor('STREET_COMMANDER', { areaId: street.id }),
  };
}

const evaluationsOf = async (areaId: string, actor: Asking['actor']) =>
  (await ask(db, OF_AREA, { areas: [{ __typename: 'Area', id: areaId }] }, { actor: actor ?? null }))
    ._entities[0].zeroEvaluations;

describe('the evaluation of the four zeros (四零考核, S24)', () => {
  it('says how well an area kept them in a year, beside what the incidents on record tell', async () => {
    const { community, clerk, commander } = await aPlace();
    const incident = { areaId: community.id, kind: 'ACCIDENT', occurredOn: '2025-06-01' };
    await ask(db, RECORD, { input: { clientKey: randomUUID(), ...incident } }, { actor: clerk });

    const { id } = await run(
      'evaluateZeros',
      { areaId: community.id, year: 2025, score: 92 },
      { actor: commander },
    );
    expect(
      await run('reviseZeroEvaluation', { id, score: 88, reason: '' }, { actor: commander }),
    ).toMatchObject({
      code: 'INVALID_INPUT',
    });
    await run('reviseZeroEvaluation', { id, score: 88, reason: '补录一起事故' }, { actor: commander });
    await run('evaluateZeros', { areaId: community.id, year: 2026, score: 97 }, { actor: commander });

    expect(await evaluationsOf(community.id, clerk)).toMatchObject([
      {
        year: 2026,
        score: 97,
        zeros: expect.arrayContaining([expect.objectContaining({ kind: 'ACCIDENT', incidentsThisYear: 0 })]),
      },
      {
        year: 2025,
        score: 88,
        zeros: expect.arrayContaining([{ kind: 'ACCIDENT', incidentsThisYear: 1, daysAtZero: 213 }]),
        history: [{ action: 'EVALUATE' }, { action: 'REVISE' }],
      },
    ]);
  });

  it('is given from above, once a year, from 0 to 100, for a year that has begun', async () => {
    const { street, community, commander } = await aPlace();
    const evaluate = (given: object) =>
      run('evaluateZeros', { areaId: community.id, year: 2025, score: 92, ...given }, { actor: commander });

    expect(await evaluate({ areaId: street.id })).toMatchObject({ field: 'areaId' });
    expect(await evaluate({ score: 101 })).toMatchObject({ field: 'score' });
    expect(await evaluate({ year: 2027 })).toMatchObject({ field: 'year' });
    const elsewhere = await aPlace();
    expect(await evaluate({ areaId: elsewhere.community.id })).toMatchObject({ code: 'NOT_FOUND' });
    await evaluate({});
    expect(await evaluate({})).toMatchObject({ field: 'year' });
    expect(await evaluationsOf(community.id, elsewhere.clerk)).toBeNull();
  });

  it('has a life in which every state can be reached', () => {
    expect([...zeroEvaluationStates.reachable('GIVEN')]).toEqual([...zeroEvaluationStates.states]);
  });
});

const RECORD = 'mutation ($input: RecordIncidentInput!) { recordIncident(input: $input) { __typename } }';
const OF_AREA = `query ($areas: [_Any!]!) {
  _entities(representations: $areas) {
    ... on Area { zeroEvaluations { year score zeros { kind incidentsThisYear daysAtZero } history { action } } }
  }
}`;
