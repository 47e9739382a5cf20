import { idOf } from '@jinlin/localities';
import { vault } from '@jinlin/privacy';
import { loadOnce } from '@jinlin/service';
import { anActor, NOW, testDatabase } from '@jinlin/testing';
import { localities } from '../locality';
import { tickProjectLists } from '../project-list/project-list.clock';
import { tables } from '../tables';
import { ask } from '../testing';
import { load } from './load';

const db = testDatabase(tables);
const seal = vault(Buffer.alloc(32, 7).toString('base64'));
const actor = anActor('DATA_ANALYST', { areaId: idOf('area', '510522') });

beforeAll(() => loadOnce(db, load(seal, { now: NOW, codes: ['510522', '350100'] }), () => {}), 60_000);

test.each([
  [
    'resources',
    220,
    'resources(first: 1, where: { areaCode: "510522", admittedTo: "2022-07-21" }) { figure: totalCount }',
  ],
  [
    'demands',
    365,
    'demands(first: 1, where: { areaCode: "510522", publishedTo: "2022-07-21" }) { figure: totalCount }',
  ],
  [
    'projects',
    176,
    'projects(first: 1, where: { areaCode: "510522", proposedTo: "2022-07-21" }) { figure: totalCount }',
  ],
  [
    'projects of Party-building service under agreements',
    43,
    `projects(
      first: 1
      where: { areaCode: "510522", class: "PARTY_SERVICE", isUnderAgreement: true, proposedTo: "2022-07-21" }
    ) { figure: totalCount }`,
  ],
])('Hejiang has its %s by July 2022, as published: %i (H19, H17)', async (_, published, question) => {
  const answer = await ask(db, `{ ${question} }`, {}, { actor });

  expect(Object.values(answer)).toEqual([{ figure: published }]);
});

test('176 of 365 demands stand in projects, as published: 48.2 of every hundred (IND-9)', async () => {
  const source = `query ($areas: [_Any!]!) {
    _entities(representations: $areas) {
      ... on Area { listStatistics(to: "2022-07-21") { demands inProject projects matchRate meanDaysToMatch completionRate } }
    }
  }`;
  const areas = [{ __typename: 'Area', id: idOf('area', '510522') }];

  const { _entities } = await ask(db, source, { areas }, { actor });

  const [{ listStatistics }] = _entities;
  expect(listStatistics).toMatchObject({ demands: 365, inProject: 176, projects: 176 });
  expect(listStatistics.matchRate).toBeCloseTo(48.2, 1);
  expect(listStatistics.meanDaysToMatch).toBeGreaterThan(1);
  expect(listStatistics.completionRate).toBeGreaterThan(60);
});

test('Jin’an gets its list for the present quarter from the clock (F14)', async () => {
  await tickProjectLists(db, localities, NOW);

  const { projectLists } = await ask(
    db,
    `{
      projectLists(first: 1, where: { areaCode: "350111" }) {
        nodes { quarter state includedCount leftOutCount entries(first: 20) { nodes { leftOut proposals { amount } } } }
      }
    }`,
  );

  const [list] = projectLists.nodes;
  expect(list).toMatchObject({ quarter: '2026-10-01', state: 'DRAFT' });
  expect(list.includedCount).toBeGreaterThan(2);
  expect(list.leftOutCount).toBeGreaterThan(1);
  expect(list.entries.nodes).toHaveLength(list.includedCount + list.leftOutCount);
});

test('no window promises more than it has, and every demand tells of what is promised for it', async () => {
  const [{ windows, demands }] = await db.query(`
    select (select count(*) from resource_window w
            where w.promised <> (select coalesce(sum(amount), 0) from list_match m where m.window_id = w.id)) as windows,
           (select count(*) from demand d
            where d.promised <> (select coalesce(sum(amount), 0) from list_match m
                                 where m.demand_id = d.id and m.state in ('PROMISED', 'KEPT'))) as demands
  `);

  expect({ windows, demands }).toEqual({ windows: 0, demands: 0 });
});

test('what demands, resources, matches and projects have come to is what their histories tell', async () => {
  const lives = ['demand', 'resource', 'list_match', 'project'].map(
    (table) => `select id, state from ${table}`,
  );

  const strays = await db.query(`
    select lives.id
    from (${lives.join(' union all ')}) lives
    left join lateral (select entry from history where record_id = lives.id order by sequence desc limit 1) last on true
    where last.entry->>'to' is distinct from lives.state
  `);

  expect(strays).toEqual([]);
});
