import { anActor, countStatements, NOW, testDatabase } from '@jinlin/testing';
import { aDesk, run } from '../case/case.testing';
import { tables } from '../tables';
import { aCase, anArea, ask } from '../testing';

const db = testDatabase(tables);

describe('a case in a further taxonomy', () => {
  it('stands in one class of it, and is found by it (H8)', async () => {
    const { id, community } = await aDesk(db);
    const classify = (code: string, taxonomy = 'problem-types') =>
      run(db, 'classifyCase', { id, taxonomy, code }, { actor: community });

    await classify('03');
    await classify('05');
    await classify('02', 'five-matters');

    const { case: seen } = await ask(db, CLASSES, { id }, { actor: community });
    expect(seen.classes).toEqual([
      { taxonomy: 'problem-types', code: '05', label: 'Type 5' },
      { taxonomy: 'five-matters', code: '02', label: 'Practical matters are done together' },
    ]);
    const find = async (code: string) =>
      (await ask(db, FIND, { class: { taxonomy: 'problem-types', code } }, { actor: community })).cases
        .totalCount;
    expect([await find('05'), await find('03')]).toEqual([1, 0]);
  });

  it('is refused where the profile has no such taxonomy or class, and once the case is archived', async () => {
    const { id, community } = await aDesk(db);
    const archived = await aDesk(db, { state: 'ARCHIVED', outcome: 'RESOLVED', closedAt: NOW });
    const classify = (taxonomy: string, code: string, desk = { id, community }) =>
      run(db, 'classifyCase', { id: desk.id, taxonomy, code }, { actor: desk.community });

    expect(await classify('eight-disorders', '01')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await classify('problem-types', '99')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await classify('problem-types', '01', archived)).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
  });

  it('counts in the ledger of every area above it, by class, with the empty classes too (H8, D21)', async () => {
    const { street, grid, community } = await aDesk(db, { classes: ['problem-types/03'] });
    const inGrid = { areaId: grid.id, areaPath: grid.path };
    await aCase(db, {
      ...inGrid,
      classes: ['problem-types/03'],
      state: 'CLOSED',
      outcome: 'RESOLVED',
      closedAt: NOW,
    });
    await aCase(db, { ...inGrid, classes: ['problem-types/07'], dueAt: new Date('2026-01-01T00:00:00Z') });
    const ledger = async (ids: string[], taxonomy = 'problem-types') => {
      const areas = ids.map((id) => ({ __typename: 'Area', id }));
      return (await ask(db, LEDGER, { areas, taxonomy }, { actor: community }))._entities;
    };

    const [{ caseLedger }] = await ledger([street.id]);
    expect(caseLedger).toHaveLength(12);
    expect(caseLedger[2]).toEqual({
      class: { code: '03', label: 'Type 3' },
      total: 2,
      open: 1,
      overdue: 0,
      resolved: 1,
    });
    expect(caseLedger[6]).toMatchObject({ total: 1, overdue: 1 });
    expect(caseLedger[11]).toMatchObject({ total: 0 });
    expect(await ledger([street.id], 'eight-disorders')).toEqual([{ caseLedger: null }]);

    const cost = async (ids: string[]) => (await countStatements(() => ledger(ids))).statements.length;
    expect(await cost(Array.from({ length: 100 }, (_, i) => [street.id, grid.id][i % 2]!))).toBe(
      await cost([street.id]),
    );
  });
});

test('the eight disorders are counted in Duyun, raised in residents’ talks (八乱, D21)', async () => {
  const community = await anArea(db, { level: 'COMMUNITY', code: '522701001003' });
  const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id });
  const given = { areaId: community.id, channel: 'residents-talk', category: '0101', title: '乱停乱放' };
  const { id } = await run(db, 'openCase', given, { actor: clerk });
  await run(db, 'classifyCase', { id, taxonomy: 'eight-disorders', code: '01' }, { actor: clerk });

  const areas = [{ __typename: 'Area', id: community.id }];
  const answer = await ask(db, LEDGER, { areas, taxonomy: 'eight-disorders' }, { actor: clerk });
  const totals = answer._entities[0].caseLedger.map(({ total }: { total: number }) => total);
  expect(totals).toEqual([1, 0, 0, 0, 0, 0, 0, 0]);
});

const CLASSES = 'query ($id: ID!) { case(id: $id) { classes { taxonomy code label } } }';
const FIND = 'query ($class: CaseClassFilter) { cases(first: 1, where: { class: $class }) { totalCount } }';
const LEDGER = `query ($areas: [_Any!]!, $taxonomy: String!) {
  _entities(representations: $areas) {
    ... on Area { caseLedger(taxonomy: $taxonomy) { class { code label } total open overdue resolved } }
  }
}`;
