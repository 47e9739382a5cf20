import type { Actor } from '@jinlin/identity';
import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { aCase, ask, CATEGORY } from '../testing';
import { aDesk, run } from './case.testing';

const db = testDatabase(tables);

/** A street with two grids and so many cases in each. */
async function aStreet(cases: number) {
  const { street, grid, hotline, id } = await aDesk(db);
  for (let i = 1; i < cases; i++) {
    await aCase(db, { areaId: grid.id, areaPath: grid.path, openedAt: new Date(Date.UTC(2026, 0, i)) });
  }
  return { street, grid, hotline, id };
}

describe('a list of cases', () => {
  it('is walked page by page without missing or repeating one', async () => {
    const { hotline } = await aStreet(7);
    const seen: string[] = [];

    let after: string | null = null;
    do {
      const { cases } = await ask(db, PAGE, { first: 3, after }, { actor: hotline });
      seen.push(...cases.nodes.map(({ id }: { id: string }) => id));
      expect(cases.totalCount).toBe(7);
      after = cases.pageInfo.hasNextPage ? cases.pageInfo.endCursor : null;
    } while (after);

    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
  });

  it('costs as many statements for a hundred areas as for one', async () => {
    const { street, grid, hotline } = await aStreet(3);
    const statements = async (ids: string[]) => {
      const areas = ids.map((id) => ({ __typename: 'Area', id }));
      return (await countStatements(() => ask(db, OF_AREAS, { areas }, { actor: hotline }))).statements
        .length;
    };
    const both = [street.id, grid.id];
    await statements(both);

    expect(await statements(Array.from({ length: 100 }, (_, i) => both[i % 2]!))).toBe(
      await statements(both),
    );
  });

  it('is narrowed by what a desk looks for', async () => {
    const { hotline, grid } = await aStreet(4);
    const count = async (where: object) =>
      (await ask(db, COUNT, { where }, { actor: hotline })).cases.totalCount;

    expect(await count({ areaId: grid.id })).toBe(4);
    expect(await count({ states: ['CLOSED'] })).toBe(0);
    expect(await count({ isOpen: true, channel: 'hotline' })).toBe(4);
    expect(await count({ openedBefore: '2026-01-03T00:00:00Z' })).toBe(2);
    expect(await count({ isOverdue: true })).toBe(0);
  });

  it('is worked through by the day on which each is due, and then comes what nobody owes', async () => {
    const { hotline, grid } = await aStreet(1);
    const due = ['2026-12-03', '2026-12-01', null, '2026-12-02'];
    for (const day of due) {
      const dueAt = day ? new Date(`${day}T09:00:00Z`) : null;
      await aCase(db, { areaId: grid.id, areaPath: grid.path, dueAt, title: day ?? 'none' });
    }
    const dueAt = new Date('2026-11-30T09:00:00Z');
    await aCase(db, { areaId: grid.id, areaPath: grid.path, dueAt, handledAt: dueAt, title: 'handled' });
    const titles: string[] = [];

    let after: string | null = null;
    do {
      const { cases } = await ask(db, BY_DUE, { first: 2, after }, { actor: hotline });
      titles.push(...cases.nodes.map(({ title }: { title: string }) => title));
      after = cases.pageInfo.hasNextPage ? cases.pageInfo.endCursor : null;
    } while (after);

    expect(titles.slice(0, 3)).toEqual(['2026-12-01', '2026-12-02', '2026-12-03']);
    expect(titles).toHaveLength(6);
    await expect(
      ask(db, '{ cases(first: 1, orderBy: DUE_FIRST) { totalCount } }', {}, { actor: hotline }),
    ).rejects.toThrow('with where: { isOpen: true }');
  });

  it('finds what a caller asked for before, however the number is written, for those who speak with callers', async () => {
    const { hotline, community, clerk, grid } = await aDesk(db);
    const asked = { areaId: grid.id, channel: 'hotline', category: CATEGORY, title: '路灯不亮' };
    for (const phone of ['13812345678', '+8613812345678', '0830-5551234']) {
      await run(db, 'openCase', { ...asked, reporter: { phone } }, { actor: hotline });
    }
    const count = async (reporterPhone: string, actor: Actor) =>
      (await ask(db, COUNT, { where: { reporterPhone } }, { actor })).cases.totalCount;

    expect(await count('13812345678', hotline)).toBe(2);
    expect(await count('8613812345678', community)).toBe(2);
    expect(await count('08305551234', hotline)).toBe(1);
    expect(await count('13900000000', hotline)).toBe(0);
    for (const actor of [clerk, anActor('DATA_ANALYST'), anActor('RESIDENT')]) {
      await expect(count('13812345678', actor)).rejects.toThrow('may not look for cases by who asked');
    }
  });

  it('says what is wrong with a page that cannot be', async () => {
    const { hotline } = await aStreet(1);

    await expect(ask(db, PAGE, { first: 101 }, { actor: hotline })).rejects.toThrow(
      '"first" must be from 1 to 100',
    );
    await expect(ask(db, PAGE, { first: 5, after: 'bogus' }, { actor: hotline })).rejects.toThrow(
      'not a cursor',
    );
    await expect(ask(db, COUNT, { where: { areaCode: '999999' } }, { actor: hotline })).rejects.toThrow(
      'No area has the code 999999 today.',
    );
  });
});

const PAGE = `
  query ($first: Int!, $after: String) {
    cases(first: $first, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } }
  }
`;
const BY_DUE = `
  query ($first: Int!, $after: String) {
    cases(first: $first, after: $after, where: { isOpen: true }, orderBy: DUE_FIRST) {
      nodes { title } pageInfo { hasNextPage endCursor }
    }
  }
`;
const COUNT = 'query ($where: CaseFilter) { cases(first: 1, where: $where) { totalCount } }';
const OF_AREAS = `
  query ($areas: [_Any!]!) {
    _entities(representations: $areas) {
      ... on Area { cases(first: 2) { totalCount nodes { reference area { id } history { action } } } caseStatistics { open } }
    }
  }
`;
