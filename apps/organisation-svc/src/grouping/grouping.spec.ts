import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { anArea, ask, aUnit, run } from '../testing';

const db = testDatabase(tables);

let places = 0;
const inCity = (locality: string) => `${locality}${String(++places).padStart(6, '0')}`;

async function aPlan(locality = '350322') {
  const county = await anArea(db, { level: 'COUNTY', name: '仙游县', code: inCity(locality) });
  const organiser = anActor('ORGANISER', { areaId: county.id });
  const elsewhere = anActor('ORGANISER', { areaId: (await anArea(db, { level: 'COUNTY' })).id });
  const unit = await aUnit(db, county);
  const item = async (number: number) =>
    (
      await run(
        db,
        'registerPlanItem',
        {
          areaId: county.id,
          number,
          list: 'TASK',
          content: '夯实网格',
          ownerIds: [unit.id],
          dueAt: '2026-12-31',
        },
        { actor: organiser },
      )
    ).id;
  const tag = (recordId: string, given: object = {}, actor = organiser) =>
    run(
      db,
      'tagRecord',
      { kind: 'PLAN_ITEM', recordId, grouping: 'foundation-and-people', part: '02', ...given },
      { actor },
    );
  const untag = (id: string, reason = '归类有误', actor = organiser) =>
    run(db, 'untagRecord', { id, reason }, { actor });
  return { county, organiser, elsewhere, item, tag, untag };
}

describe('what reports are grouped by', () => {
  it.each([
    ['210100', 'six-neighbours', 'S1', 'PROGRAMME', 6],
    ['210100', 'five-activities', 'S4', 'CAMPAIGN', 5],
    ['350100', 'three-hows', 'F1', 'OUTCOMES', 3],
    ['350100', 'four-ones', 'F2', 'FRAMEWORK', 4],
    ['350322', 'foundation-and-people', 'X1', 'PROGRAMME', 3],
    ['350322', 'six-fu', 'X4', 'FRAMEWORK', 6],
    ['522701', 'five-transformations', 'D3', 'FRAMEWORK', 5],
    ['350322', 'three-in-one', 'X13', 'FRAMEWORK', 3],
    ['350322', '1544-teams', 'X14', 'FRAMEWORK', 5],
    ['350322', '1544-mechanisms', 'X14', 'FRAMEWORK', 4],
    ['350322', '1544-haves', 'X14', 'OUTCOMES', 4],
  ])('in %s are %s (%s)', async (localityCode, key, mechanism, use, parts) => {
    const { groupings } = await ask(db, GROUPINGS, { localityCode });
    const found = groupings.find((grouping: { key: string }) => grouping.key === key);

    expect(found).toMatchObject({ mechanism, use });
    expect(found.parts).toHaveLength(parts);
  });

  it('names what measures an outcome (F1)', async () => {
    const { groupings } = await ask(db, GROUPINGS, { localityCode: '350100' });
    const { parts } = groupings.find(({ key }: { key: string }) => key === 'three-hows');

    expect(parts.map(({ measures }: { measures: string[] }) => measures)).toEqual([
      ['Area.stationSpace', 'Area.elderCare'],
      ['Area.openWhistles', 'Area.partyCoverage'],
      ['Area.fourZeros'],
    ]);
  });
});

describe('records under parts of a grouping (X1, X4)', () => {
  it('are counted part by part and kind by kind', async () => {
    const { county, organiser, item, tag } = await aPlan();
    const first = await item(1);
    await tag(first);
    await tag(first, { grouping: 'six-fu', part: '03' });
    await tag(await item(2));
    const { id: committee } = await run(
      db,
      'foundCommittee',
      { areaId: county.id, title: '夯基惠民领导小组', foundedOn: '2022-01-01' },
      { actor: organiser },
    );
    await tag(committee, { kind: 'COMMITTEE', part: '01' });

    const { area } = await ask(db, TALLIES, { id: county.id, grouping: 'foundation-and-people' });
    expect(area.groupedBy).toEqual([
      { part: { key: '01' }, records: 1, byKind: [{ kind: 'COMMITTEE', records: 1 }] },
      { part: { key: '02' }, records: 2, byKind: [{ kind: 'PLAN_ITEM', records: 2 }] },
      { part: { key: '03' }, records: 0, byKind: [] },
    ]);
    expect((await ask(db, TALLIES, { id: county.id, grouping: 'four-ones' })).area.groupedBy).toBeNull();
    const { tags } = await ask(db, TAGS, { where: { withinId: county.id, grouping: 'six-fu', part: '03' } });
    expect(tags).toEqual({
      totalCount: 1,
      nodes: [{ part: { title: 'Grid' }, record: { __typename: 'PlanItem', number: 1 } }],
    });
    const { planItem } = await ask(db, 'query ($id: ID!) { planItem(id: $id) { tags { grouping } } }', {
      id: first,
    });
    expect(planItem.tags).toEqual([{ grouping: 'foundation-and-people' }, { grouping: 'six-fu' }]);
  });

  it('are no longer counted once the tag is removed', async () => {
    const { county, elsewhere, item, tag, untag } = await aPlan();
    const record = await item(1);
    const { id } = await tag(record);

    expect(await tag(record)).toMatchObject({ __typename: 'AlreadyTagged' });
    expect(await untag(id, ' ')).toMatchObject({ field: 'reason' });
    expect(await untag(id, '越权', elsewhere)).toMatchObject({ __typename: 'NotFound' });
    expect(await untag(id)).toMatchObject({ state: 'REMOVED', availableActions: [] });
    expect(await untag(id)).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect((await ask(db, TAGS, { where: { withinId: county.id } })).tags.totalCount).toBe(0);
    expect(await tag(record)).toMatchObject({ state: 'ATTACHED' });
  });

  it('stand under parts that the profile names, and are within reach', async () => {
    const { county, elsewhere, item, tag } = await aPlan();
    const record = await item(1);

    expect(await tag(record, { grouping: 'three-hows' })).toMatchObject({ field: 'grouping' });
    expect(await tag(record, { part: '04' })).toMatchObject({ field: 'part' });
    expect(await tag(county.id)).toMatchObject({ __typename: 'NotFound' });
    expect(await tag(record, { kind: 'MEMBER_VISIT' })).toMatchObject({ __typename: 'NotFound' });
    expect(await tag(record, {}, elsewhere)).toMatchObject({ __typename: 'NotFound' });
  });

  it('may be kept by any service, which then reads them by their id', async () => {
    const { county, elsewhere, tag } = await aPlan('210100');
    const recordId = '33333333-3333-4333-8333-333333333333';
    const project = { kind: 'RENEWAL_PROJECT', grouping: 'six-neighbours', part: '02' };

    expect(await tag(recordId, project)).toMatchObject({ field: 'areaId' });
    expect(await tag(recordId, { ...project, areaId: county.id }, elsewhere)).toMatchObject({
      __typename: 'NotFound',
    });
    expect(await tag(recordId, { ...project, areaId: county.id })).toMatchObject({ state: 'ATTACHED' });
    expect(await tag(recordId, { ...project, areaId: county.id })).toMatchObject({
      __typename: 'AlreadyTagged',
    });

    const { tags } = await ask(db, TAGS, { where: { withinId: county.id, kind: 'RENEWAL_PROJECT' } });
    expect(tags.nodes).toEqual([
      { part: { title: 'Warmth' }, record: { __typename: 'RenewalProject', id: recordId } },
    ]);
    const { _entities } = await ask(db, TAGS_OF_PROJECT, {
      projects: [{ __typename: 'RenewalProject', id: recordId }],
    });
    expect(_entities).toEqual([{ tags: [{ grouping: 'six-neighbours' }] }]);
  });

  it('are read in as many statements for ten as for one', async () => {
    const { county, item, tag } = await aPlan();
    const asked = async () =>
      (await countStatements(() => ask(db, TAGS, { where: { withinId: county.id } }))).statements.length;

    await tag(await item(1));
    const few = await asked();
    for (let number = 2; number < 6; number++) await tag(await item(number));
    expect(await asked()).toBe(few);
  });
});

const GROUPINGS =
  'query ($localityCode: AreaCode!) { groupings(localityCode: $localityCode) { key mechanism use parts { key measures } } }';
const TALLIES = /* GraphQL */ `
  query ($id: ID!, $grouping: String!) {
    area(id: $id) { groupedBy(grouping: $grouping) { part { key } records byKind { kind records } } }
  }
`;
const TAGS_OF_PROJECT = /* GraphQL */ `
  query ($projects: [_Any!]!) {
    _entities(representations: $projects) { ... on RenewalProject { tags { grouping } } }
  }
`;
const TAGS = /* GraphQL */ `
  query ($where: TagFilter) {
    tags(first: 10, where: $where) {
      totalCount
      nodes { part { title } record { __typename ... on PlanItem { number } ... on RenewalProject { id } } }
    }
  }
`;
