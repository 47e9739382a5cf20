import { countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { aCounty, anArea, ask, aUnit, run } from '../testing';
import { memberVisitStates } from './member-visit.states';

const db = testDatabase(tables);

const TODAY = '2026-11-23';

/** A community of Fuzhou: by its code, whose profile knows six kinds of households. */
async function aFuzhouCommunity() {
  const { street, organiser, elsewhere } = await aCounty(db);
  made += 1;
  const community = await anArea(db, { code: `350199${String(made).padStart(6, '0')}` }, street);
  const visit = (given: object = {}, actor = organiser) =>
    run(
      db,
      'recordMemberVisit',
      { areaId: community.id, category: 'ELDERS_ALONE', on: TODAY, members: 12, ...given },
      { actor },
    );
  return { street, community, elsewhere, visit };
}
let made = 0;

describe('a visit of members (F11)', () => {
  it('is recorded by category, with the issues they brought back', async () => {
    const { street, visit } = await aFuzhouCommunity();
    const { id: unitId } = await aUnit(db, street);

    expect(await visit({ issuesCollected: 3, unitId })).toMatchObject({
      members: 12,
      issuesCollected: 3,
      category: { code: 'ELDERS_ALONE', title: 'Elders living alone' },
    });
  });

  it.each([
    ['category', { category: 'SOMEBODY' }],
    ['on', { on: '2026-11-24' }],
    ['members', { members: 0 }],
    ['issuesCollected', { issuesCollected: -1 }],
    ['areaId', { areaId: 'STREET' }],
  ])('is not recorded with a wrong %s', async (field, wrong) => {
    const { street, visit } = await aFuzhouCommunity();

    expect(await visit('areaId' in wrong ? { areaId: street.id } : wrong)).toMatchObject({ field });
  });

  it('is not recorded outside one’s area, by a unit that is not, or where nobody must be visited', async () => {
    const { community, elsewhere, visit } = await aFuzhouCommunity();
    const hejiang = await aCounty(db);
    const other = await anArea(db, {}, hejiang.street);

    expect(await visit({}, elsewhere)).toMatchObject({ __typename: 'NotFound' });
    expect(await visit({ unitId: community.id })).toMatchObject({ __typename: 'NotFound' });
    expect(await visit({ areaId: other.id }, hejiang.organiser)).toMatchObject({ field: 'category' });
  });

  it('is recorded, and that is all', () => {
    expect(memberVisitStates.actions('RECORDED')).toEqual([]);
  });
});

test('visits are counted by person-times, category and day; many in as many statements as one', async () => {
  const { street, visit } = await aFuzhouCommunity();
  await visit({ members: 5 });
  await visit({ category: 'DISPUTES', members: 7, issuesCollected: 2, on: '2026-11-01' });
  const list = async (where: object, first = 5) =>
    (await ask(db, LIST, { first, where: { withinId: street.id, ...where } })).memberVisits;

  expect(await list({})).toMatchObject({ totalCount: 2, personTimes: 12, issuesCollected: 2 });
  expect(await list({ category: 'DISPUTES' })).toMatchObject({ personTimes: 7 });
  expect(await list({ from: '2026-11-02', to: TODAY })).toMatchObject({ personTimes: 5 });
  const one = await countStatements(() => list({}, 1));
  const many = await countStatements(() => list({}));
  expect(many.statements.length).toBe(one.statements.length);
});

test('which households must be visited is data of a profile', async () => {
  const { fuzhou, hejiang } = await ask(
    db,
    '{ fuzhou: visitCategories(localityCode: "350100") { code } hejiang: visitCategories(localityCode: "510522") { code } }',
  );

  expect(fuzhou).toHaveLength(6);
  expect(hejiang).toEqual([]);
});

const LIST = /* GraphQL */ `
  query ($first: Int!, $where: MemberVisitFilter) {
    memberVisits(first: $first, where: $where) {
      totalCount
      personTimes
      issuesCollected
      nodes { community { name } unit { name } category { title } history { action } }
    }
  }
`;
