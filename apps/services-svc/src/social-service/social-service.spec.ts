import { randomUUID } from 'node:crypto';
import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { anArea, ask, aUnit, run } from '../testing';
import { socialServiceStates } from './social-service.states';

const db = testDatabase(tables);

/** A social organisation that serves the elders of a community. */
async function aService() {
  const community = await anArea(db);
  const actor = anActor('COMMUNITY_CLERK', { areaId: community.id });
  const organisation = await aUnit(db);
  const act = (name: string, input: object, by = actor) => run(db, name, input as never, { actor: by });
  const start = (given: object = {}) =>
    act('startSocialService', {
      title: '老年人陪伴',
      field: 'ELDERLY',
      organisationId: organisation.id,
      areaId: community.id,
      startedOn: '2026-09-10',
      ...given,
    });
  const { id } = await start();
  const report = (given: object = {}) =>
    act('reportSocialService', { id, month: '2026-10-15', newBeneficiaries: 20, personTimes: 55, ...given });
  return { community, organisation, act, start, id, report };
}

describe('a service of a social organisation (S10)', () => {
  it('reports month by month, people counted once apart from how often they were served', async () => {
    const { act, id, report } = await aService();

    await report({ month: '2026-09-30' });
    expect(await report({ newBeneficiaries: 5, personTimes: 60 })).toMatchObject({
      reports: [
        { month: '2026-09-01', newBeneficiaries: 20, personTimes: 55 },
        { month: '2026-10-01', newBeneficiaries: 5, personTimes: 60 },
      ],
    });
    expect(await act('endSocialService', { id, reason: ' ' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await act('endSocialService', { id, reason: '项目结束' })).toMatchObject({ state: 'ENDED' });
    expect(await report({ month: '2026-11-01' })).toMatchObject({ state: 'ENDED' });
    expect(await act('endSocialService', { id, reason: '项目结束' })).toMatchObject({
      __typename: 'ActionNotAllowed',
    });
  });

  it('reports a month once, also when two do so at the same moment', async () => {
    const { report } = await aService();

    const answers = await Promise.all([report(), report()]);

    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['InvalidInput', 'SocialService']);
  });

  it('is refused with the name of what is wrong', async () => {
    const { act, id, start, report } = await aService();
    const company = await aUnit(db, { kind: 'ENTERPRISE' });
    const gone = await aUnit(db, { active: false });
    const elsewhere = anActor('COMMUNITY_CLERK', { areaId: (await anArea(db)).id });

    expect(await start({ title: ' ' })).toMatchObject({ message: '"title" must not be blank.' });
    expect(await start({ startedOn: '2027-01-01' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await start({ areaId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
    for (const unit of [company, gone]) {
      expect(await start({ organisationId: unit.id })).toMatchObject({ __typename: 'NotFound' });
    }
    expect(await report({ month: '2026-08-31' })).toMatchObject({
      message: 'The service did not run in that month.',
    });
    expect(await report({ month: '2026-12-01' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await report({ newBeneficiaries: -1 })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await report({ personTimes: 19 })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await act('endSocialService', { id, reason: '结束' }, elsewhere)).toMatchObject({
      __typename: 'NotFound',
    });
  });
});

test('social organisations in communities educate, mediate and advise (H27)', async () => {
  const { community, start } = await aService();
  for (const field of ['EDUCATION', 'MEDIATION', 'ADVICE']) await start({ field });
  const count = async (field: string) =>
    (await ask(db, BY_FIELD, { where: { areaId: community.id, field } })).socialServices.totalCount;

  expect(await Promise.all(['EDUCATION', 'MEDIATION', 'ADVICE', 'CHILDREN'].map(count))).toEqual([
    1, 1, 1, 0,
  ]);
});

test('every state of a service can be reached', () => {
  expect([...socialServiceStates.reachable('RUNNING')].sort()).toEqual(
    [...socialServiceStates.states].sort(),
  );
});

test('services are found by what a desk asks for; four in as many statements as one', async () => {
  const { act, community, organisation, start } = await aService();
  for (let nth = 0; nth < 3; nth++) {
    const { id } = await start();
    await act('reportSocialService', { id, month: '2026-10-01', newBeneficiaries: 10, personTimes: 15 });
  }
  const list = (first: number) =>
    ask(db, LIST, { first, areaId: community.id, organisationId: organisation.id });

  expect((await list(4)).socialServices).toMatchObject({ totalCount: 4, beneficiaries: 30, personTimes: 45 });
  const one = await countStatements(() => list(1));
  const four = await countStatements(() => list(4));
  expect(four.statements.length).toBe(one.statements.length);
});

const BY_FIELD = /* GraphQL */ `
  query ($where: SocialServiceFilter) { socialServices(first: 1, where: $where) { totalCount } }
`;
const LIST = /* GraphQL */ `
  query ($first: Int!, $areaId: ID!, $organisationId: ID!) {
    socialServices(
      first: $first
      where: {
        areaId: $areaId
        organisationId: $organisationId
        field: ELDERLY
        state: RUNNING
        startedBy: "2026-09-10"
      }
    ) { totalCount beneficiaries personTimes nodes { reports { month } history { action } } }
  }
`;
