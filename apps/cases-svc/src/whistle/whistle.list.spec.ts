import { countStatements, NOW, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { ask } from '../testing';
import { answer, aPlace, aWhistle, blowing, minutesAfter, run } from './whistle.testing';

const db = testDatabase(tables);

/** A community with so many whistles, one a minute. */
async function aCommunity(whistles: number) {
  const place = await aPlace(db);
  for (let i = 0; i < whistles; i++) {
    const reason = ['EMERGENCY', 'JOINT_ENFORCEMENT', 'STREET_CANNOT_SOLVE'][i % 3];
    await run(db, 'blowWhistle', blowing(place, { reason }), {
      actor: place.communityClerk,
      now: minutesAfter(NOW, i),
    });
  }
  return place;
}

describe('a list of whistles', () => {
  it('is walked page by page, newest first, without missing or repeating one', async () => {
    const { communityClerk } = await aCommunity(7);
    const seen: string[] = [];

    let after: string | null = null;
    do {
      const { whistles } = await ask(db, PAGE, { first: 3, after }, { actor: communityClerk });
      seen.push(...whistles.nodes.map(({ blownAt }: { blownAt: string }) => blownAt));
      expect(whistles.totalCount).toBe(7);
      after = whistles.pageInfo.hasNextPage ? whistles.pageInfo.endCursor : null;
    } while (after);

    expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((i) => inMinutes(i)));
  });

  it('is narrowed by what a desk looks for', async () => {
    const { communityClerk, community, street, leadUnit, lead } = await aCommunity(4);
    const count = async (where: object, actor = communityClerk) =>
      (await ask(db, COUNT, { where }, { actor })).whistles.totalCount;

    expect(await count({ areaId: community.id })).toBe(4);
    expect(await count({ areaId: street.id })).toBe(4);
    expect(await count({ unitId: leadUnit.id, grade: 'I' })).toBe(2);
    expect(await count({ states: ['DONE'] })).toBe(0);
    expect(await count({ isOpen: true, origin: 'COMMUNITY' })).toBe(4);
    expect(await count({ isOpen: false })).toBe(0);
    expect(await count({ blownSince: inMinutes(0), blownBefore: inMinutes(2) })).toBe(2);
    expect(await count({ outcome: 'DONE', endedBefore: inMinutes(99) })).toBe(0);
    // A desk sees what called its unit.
    expect(await count({}, lead)).toBe(4);
    expect(await count({ areaId: community.id }, lead)).toBe(4);
    await expect(count({ areaCode: '999999' })).rejects.toThrow('No area has the code 999999 today.');
  });

  it('tells which ones a unit answered late, or still owes an answer to (H6)', async () => {
    const place = await aWhistle(db, { reason: 'EMERGENCY' });
    const { id, leadUnit, assistingUnits, communityClerk } = place;
    const count = async (where: object, minutes: number) => {
      const asking = { actor: communityClerk, now: minutesAfter(NOW, minutes) };
      return (await ask(db, COUNT, { where }, asking)).whistles.totalCount;
    };
    await run(db, 'acknowledgeWhistle', { id }, { actor: place.lead, now: minutesAfter(NOW, 4) });

    expect(await count({ isLate: true }, 5)).toBe(0);
    expect(await count({ isLate: true }, 6)).toBe(1);
    expect(await count({ isLate: true, unitId: assistingUnits[0]!.id }, 6)).toBe(1);
    expect(await count({ isLate: false, unitId: leadUnit.id }, 6)).toBe(1);
    const units = [leadUnit, assistingUnits[0]!].map(({ id }) => ({ __typename: 'Unit', id }));
    const asking = { actor: communityClerk, now: minutesAfter(NOW, 6) };
    expect((await ask(db, LATE, { units }, asking))._entities).toEqual([
      { whistles: { totalCount: 0 } },
      { whistles: { totalCount: 1 } },
    ]);
  });

  it('is narrowed to those to which a unit came and did nothing (只报到不办事)', async () => {
    const { communityClerk, lead, id, leadUnit, assistingUnits } = await aWhistle(db);
    const count = async (where: object) =>
      (await ask(db, COUNT, { where }, { actor: communityClerk })).whistles.totalCount;
    await run(db, 'acknowledgeWhistle', { id }, { actor: lead });

    await run(db, 'reportIn', { id }, { actor: lead });
    expect(await count({ reportedWithoutAction: true })).toBe(1);
    expect(await count({ reportedWithoutAction: true, unitId: leadUnit.id })).toBe(1);
    expect(await count({ reportedWithoutAction: true, unitId: assistingUnits[0]!.id })).toBe(0);

    await run(db, 'beginActing', { id }, { actor: lead });
    expect(await count({ reportedWithoutAction: true })).toBe(0);
    expect(await count({ reportedWithoutAction: false })).toBe(1);
  });

  it('is one below an area, and one below a unit', async () => {
    const { communityClerk, community, leadUnit } = await aCommunity(2);

    const { _entities } = await ask(
      db,
      BELOW,
      {
        parents: [
          { __typename: 'Area', id: community.id },
          { __typename: 'Unit', id: leadUnit.id },
        ],
      },
      { actor: communityClerk },
    );

    expect(_entities).toEqual([{ whistles: { totalCount: 2 } }, { whistles: { totalCount: 2 } }]);
  });

  it('costs as many statements for a hundred areas as for one', async () => {
    const { street, community, communityClerk } = await aCommunity(3);
    const statements = async (ids: string[]) => {
      const areas = ids.map((id) => ({ __typename: 'Area', id }));
      return (await countStatements(() => ask(db, BOARDS, { areas }, { actor: communityClerk }))).statements
        .length;
    };
    const both = [street.id, community.id];
    await statements(both);

    expect(await statements(Array.from({ length: 100 }, (_, i) => both[i % 2]!))).toBe(
      await statements(both),
    );
    expect(await statements([street.id])).toBe(await statements(both));
  });
});

test('the open whistles of an area are told by grade, all three, and add up over the areas below (D6)', async () => {
  const { id, community, street, communityClerk, commander, lead } = await aWhistle(db, {
    reason: 'EMERGENCY',
  });
  const open = async (areaId: string) =>
    (await ask(db, OPEN, { areas: [{ __typename: 'Area', id: areaId }] }, { actor: commander }))._entities[0]
      .openWhistles;

  expect(await open(street.id)).toEqual([
    { grade: 'I', count: 1 },
    { grade: 'II', count: 0 },
    { grade: 'III', count: 0 },
  ]);
  expect(await open(community.id)).toEqual(await open(street.id));

  await answer(db, id, lead, 3);
  await run(db, 'finishWhistle', { id, outcome: 'DONE', result: '已处置' }, { actor: lead });
  await run(db, 'appraiseWhistle', { id, score: 4 }, { actor: communityClerk });

  expect((await open(street.id))[0]).toEqual({ grade: 'I', count: 0 });
});

const inMinutes = (minutes: number) => minutesAfter(NOW, minutes).toISOString();

const PAGE = `
  query ($first: Int!, $after: String) {
    whistles(first: $first, after: $after) { totalCount nodes { blownAt } pageInfo { hasNextPage endCursor } }
  }
`;
const COUNT = 'query ($where: WhistleFilter) { whistles(first: 1, where: $where) { totalCount } }';
const LATE = `
  query ($units: [_Any!]!) {
    _entities(representations: $units) {
      ... on Unit { whistles(first: 1, where: { isLate: true }) { totalCount } }
    }
  }
`;
const BELOW = `
  query ($parents: [_Any!]!) {
    _entities(representations: $parents) {
      ... on Area { whistles(first: 1) { totalCount } }
      ... on Unit { whistles(first: 1) { totalCount } }
    }
  }
`;
const BOARDS = `
  query ($areas: [_Any!]!) {
    _entities(representations: $areas) {
      ... on Area {
        openWhistles { grade count }
        whistles(first: 2) {
          totalCount
          nodes {
            state reason { label } reportedWithoutAction case { id } history { action }
            summons { isLead unit { id } acknowledgement { dueAt isLate } history { action } }
          }
        }
      }
    }
  }
`;
const OPEN = `
  query ($areas: [_Any!]!) { _entities(representations: $areas) { ... on Area { openWhistles { grade count } } } }
`;
