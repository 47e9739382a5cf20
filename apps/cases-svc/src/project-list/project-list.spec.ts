import { countStatements, NOW, testDatabase } from '@jinlin/testing';
import { aDemand, aResource, aStreet, promise, run } from '../list-matching/lists.testing';
import { localities } from '../locality';
import { tables } from '../tables';
import { anArea, ask } from '../testing';
import { tickProjectLists } from './project-list.clock';
import { quarterOf } from './quarter';

const db = testDatabase(tables);

/** Three demands of a community, the last of them for something that nobody offers, and meals for the others. */
async function aQuarter() {
  const street = await aStreet(db);
  const yesterday = new Date(NOW.getTime() - 86_400_000);
  const first = await aDemand(db, street, { amount: 30 }, yesterday);
  const second = await aDemand(db, street, { amount: 30 });
  const left = await aDemand(db, street, { category: 'HEALTH_CHECK', amount: 10 });
  const resource = await aResource(db, street, { amount: 50 });
  const generate = (quarter = '2026-11-30') =>
    run(db, 'generateProjectList', { areaId: street.street.id, quarter }, { actor: street.commander });
  const adopt = (id: string) =>
    run(db, 'adoptProjectList', { id, note: '第8次联席会议' }, { actor: street.commander });
  return { street, first, second, left, resource, generate, adopt };
}

describe('the project list of a quarter (F14)', () => {
  it('shares out what there is, and explains what it leaves out', async () => {
    const { first, second, left, generate } = await aQuarter();

    const list = await generate();

    expect(list).toMatchObject({ state: 'DRAFT', quarter: '2026-10-01', includedCount: 2, leftOutCount: 1 });
    const { entries } = await read(list.id);
    expect(entries.nodes).toEqual([
      {
        demand: { id: first.id },
        proposals: [expect.objectContaining({ amount: 30 })],
        stillMissing: 0,
        leftOut: null,
      },
      {
        demand: { id: second.id },
        proposals: [expect.objectContaining({ amount: 20 })],
        stillMissing: 10,
        leftOut: null,
      },
      { demand: { id: left.id }, proposals: [], stillMissing: 10, leftOut: 'NOTHING_OFFERED' },
    ]);
  });

  it('is the same when it is drawn up again, and replaces the draft before', async () => {
    const { generate } = await aQuarter();
    const before = await generate();

    const again = await generate('2026-10-01');

    const { state, entries, history } = await read(before.id);
    expect(state).toBe('REPLACED');
    expect(history.map(({ action }: { action: string }) => action)).toEqual(['GENERATE', 'REPLACE']);
    expect((await read(again.id)).entries).toEqual(entries);
    expect(again.worth).toBe(before.worth);
  });

  it('becomes promises and one project for each place and category when it is taken on', async () => {
    const { street, first, second, generate, adopt } = await aQuarter();
    const { id } = await generate();

    expect(await adopt(id)).toMatchObject({ state: 'ADOPTED' });

    const { projects } = await read(id);
    expect(projects.nodes).toMatchObject([
      {
        state: 'APPROVED',
        title: '东街社区养老助餐',
        class: { key: 'RELIEF' },
        demands: [
          { id: first.id, state: 'IN_PROJECT', promised: 30 },
          { id: second.id, state: 'IN_PROJECT', promised: 20 },
        ],
        matches: [{ state: 'PROMISED' }, { state: 'PROMISED' }],
      },
    ]);
    expect(await adopt(id)).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
    expect(await generateBy(street, '2026-12-01')).toMatchObject({ code: 'PROJECT_LIST_ADOPTED' });
    expect(await generateBy(street, '2027-01-01')).toMatchObject({
      state: 'DRAFT',
      includedCount: 0,
      leftOutCount: 1,
    });
  });

  it('is refused when something was promised otherwise since', async () => {
    const { street, left, first, resource, generate, adopt } = await aQuarter();
    const { id } = await generate();
    await promise(db, street, first.id, resource.windows[0].id, 5);

    expect(await adopt(id)).toMatchObject({ code: 'PROJECT_LIST_OUTDATED' });
    expect(left.state).toBe('PUBLISHED');
    expect(await adopt((await generate()).id)).toMatchObject({ state: 'ADOPTED' });
  });

  it('is taken on once, and promises nothing twice beside promises of the same moment', async () => {
    const { street, second, resource, generate, adopt } = await aQuarter();
    const { id } = await generate();

    await Promise.all([adopt(id), adopt(id), promise(db, street, second.id, resource.windows[0].id, 30)]);

    const [{ promised }] = await db.query('select promised from resource_window where id = $1', [
      resource.windows[0].id,
    ]);
    const [{ sum }] = await db.query(
      `select sum(amount)::int from list_match where window_id = $1 and state = 'PROMISED'`,
      [resource.windows[0].id],
    );
    expect(promised).toBe(sum);
    expect(promised).toBeLessThanOrEqual(50);
  });

  it('is nobody’s elsewhere', async () => {
    const { generate } = await aQuarter();
    const { id } = await generate();
    const { commander, street } = await aStreet(db);
    const mine = (await aStreet(db)).street;

    expect(await run(db, 'adoptProjectList', { id }, { actor: commander })).toMatchObject({
      code: 'NOT_FOUND',
    });
    const elsewhere = { areaId: mine.id, quarter: '2026-11-01' };
    expect(await run(db, 'generateProjectList', elsewhere, { actor: commander })).toMatchObject({
      code: 'NOT_FOUND',
    });
    const { projectLists } = await ask(db, LISTS, { where: { areaId: street.id } });
    expect(projectLists.nodes).toEqual([]);
  });

  it('is drawn up by the clock at the beginning of each quarter where the profile says so', async () => {
    const district = await anArea(db, { level: 'COUNTY', code: '350111' });
    const tick = (day: string) => tickProjectLists(db, localities, new Date(`${day}T08:00:00+08:00`));

    await Promise.all([tick('2026-10-01'), tick('2026-10-01')]);
    await tick('2026-12-31');
    await tick('2027-01-01');

    const { projectLists } = await ask(db, LISTS, { where: { areaId: district.id } });
    expect(projectLists.nodes).toEqual([{ quarter: '2027-01-01' }, { quarter: '2026-10-01' }]);
  });

  it('costs as many statements for a hundred lists as for one', async () => {
    const { generate } = await aQuarter();
    const { id } = await generate();
    const cost = async (ids: string[]) =>
      (
        await countStatements(() =>
          ask(db, ENTITIES, { lists: ids.map((list) => ({ __typename: 'ProjectList', id: list })) }),
        )
      ).statements.length;

    expect(await cost(Array.from({ length: 100 }, () => id))).toBe(await cost([id]));
  });
});

test.each([
  ['2026-01-01', '2026-01-01'],
  ['2026-03-31', '2026-01-01'],
  ['2026-04-01', '2026-04-01'],
  ['2026-12-31', '2026-10-01'],
])('%s lies in the quarter that begins on %s', (day, quarter) => {
  expect(quarterOf(day)).toBe(quarter);
});

const generateBy = ({ street, commander }: Awaited<ReturnType<typeof aStreet>>, quarter: string) =>
  run(db, 'generateProjectList', { areaId: street.id, quarter }, { actor: commander, now: NOW });

const SEEN = `
  state history { action }
  entries(first: 10) {
    totalCount
    nodes {
      demand { id } stillMissing leftOut
      proposals { amount score resource { id } window { id } reasons { kind points text } }
    }
  }
  projects(first: 10) {
    nodes { state title class { key } demands { id state promised } matches { state } }
  }
`;

const read = async (id: string) =>
  (await ask(db, `query ($id: ID!) { projectList(id: $id) { ${SEEN} } }`, { id })).projectList;

const ENTITIES = `query ($lists: [_Any!]!) { _entities(representations: $lists) { ... on ProjectList { ${SEEN} } } }`;
const LISTS = `query ($where: ProjectListFilter) {
  projectLists(first: 5, where: $where) { nodes { quarter } }
}`;
