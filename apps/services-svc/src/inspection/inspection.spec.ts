import { randomUUID } from 'node:crypto';
import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { anArea, aSite, ask, run } from '../testing';
import { inspectionStates } from './inspection.states';

const db = testDatabase(tables);

const six = ['PREMISES', 'EQUIPMENT', 'SIGN', 'PARTY_FLAG', 'READING', 'RULES'];

/** A post in a compound of Duyun, and the clerk of its community. */
async function aPost() {
  const community = await anArea(db, { code: '522701005014', name: '匀杨社区' });
  const post = await aSite(db, community, {
    localityCode: '522701',
    kind: 'COMPOUND_POST',
    name: '小区党群驿站',
  });
  const actor = anActor('COMMUNITY_CLERK', { areaId: community.id });
  const act = (name: string, input: object, by = actor) => run(db, name, { ...input }, { actor: by });
  const inspect = (given: object = {}) =>
    act('inspectSite', {
      siteId: post.id,
      checklist: 'six-haves',
      inspectedOn: '2026-11-20',
      present: six,
      ...given,
    });
  return { community, post, act, inspect };
}

describe('an inspection by the six haves (六有, D25)', () => {
  it('is passed when all six are there', async () => {
    const { post, inspect } = await aPost();

    expect(await inspect()).toMatchObject({ state: 'PASSED', missing: [], present: 6, availableActions: [] });

    const { serviceSite } = await ask(db, POST, { id: post.id }, { language: 'zh-CN' });
    expect(serviceSite).toEqual({
      checklists: [
        {
          key: 'six-haves',
          title: '六有',
          items: ['有场所', '有设施', '有标识', '有党旗', '有书报', '有制度'].map((title) => ({ title })),
        },
      ],
      inspections: [
        {
          checklist: { title: '六有' },
          ruleVersion: '522701/siteChecklists/1',
          history: [{ action: 'INSPECT' }],
        },
      ],
    });
  });

  it('is failed with what is missing, and mended', async () => {
    const { act, inspect } = await aPost();

    const failed = await inspect({ present: six.slice(0, 4), remark: '书报架未到' });
    expect(failed).toMatchObject({
      state: 'FAILED',
      missing: [{ key: 'READING' }, { key: 'RULES' }],
      present: 4,
      availableActions: ['MEND'],
    });
    const mend = (mendedOn: string) => act('mendInspection', { id: failed.id, mendedOn });
    expect(await mend('2026-11-19')).toMatchObject({
      message: 'Nothing is mended before it was found missing.',
    });
    expect(await mend('2026-12-01')).toMatchObject({ __typename: 'InvalidInput' });
    expect(await mend('2026-11-23')).toMatchObject({ state: 'MENDED' });
    expect(await mend('2026-11-23')).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it('is refused with the name of what is wrong', async () => {
    const { community, act, inspect } = await aPost();
    const school = await aSite(db, community, { localityCode: '522701', kind: 'SCHOOL' });
    const elsewhere = anActor('COMMUNITY_CLERK', { areaId: (await anArea(db)).id });
    const failed = await inspect({ present: [] });

    expect(await inspect({ present: ['FLOWERS'] })).toMatchObject({
      message: `There is no FLOWERS; there are ${six.join(', ')}.`,
    });
    expect(await inspect({ checklist: 'five-haves' })).toMatchObject({
      message: 'Sites of this kind are inspected by six-haves.',
    });
    expect(await inspect({ siteId: school.id })).toMatchObject({
      message: 'Sites of this kind are not inspected here.',
    });
    expect(await inspect({ siteId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
    expect(await inspect({ inspectedOn: '2027-01-01' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await act('mendInspection', { id: failed.id, mendedOn: '2026-11-23' }, elsewhere)).toMatchObject({
      __typename: 'NotFound',
    });
  });
});

test('inspections are listed the latest first, or the last of each site alone; two cost as one', async () => {
  const { community, inspect } = await aPost();
  await inspect({ present: [], inspectedOn: '2026-10-01' });
  await inspect();
  const list = async (where: object, first = 5) =>
    (await ask(db, LIST, { first, where: { areaId: community.id, ...where } })).siteInspections;

  expect((await list({})).nodes.map(({ state }: { state: string }) => state)).toEqual(['PASSED', 'FAILED']);
  expect((await list({ isLatest: true })).totalCount).toBe(1);
  expect((await list({ isLatest: true, states: ['FAILED'] })).totalCount).toBe(0);
  expect((await list({ checklist: 'none' })).totalCount).toBe(0);
  const one = await countStatements(() => list({}, 1));
  const two = await countStatements(() => list({}, 2));
  expect(two.statements.length).toBe(one.statements.length);
});

test('an inspection begins passed or failed, and every state can be reached from there', () => {
  const states = new Set([...inspectionStates.reachable('PASSED'), ...inspectionStates.reachable('FAILED')]);

  expect([...states].sort()).toEqual([...inspectionStates.states].sort());
});

const POST = /* GraphQL */ `
  query ($id: ID!) {
    serviceSite(id: $id) {
      checklists { key title items { title } }
      inspections { checklist { title } ruleVersion history { action } }
    }
  }
`;
const LIST = /* GraphQL */ `
  query ($first: Int!, $where: SiteInspectionFilter) {
    siteInspections(first: $first, where: $where) {
      totalCount nodes { state site { name } checklist { title } missing { title } present history { action } }
    }
  }
`;
