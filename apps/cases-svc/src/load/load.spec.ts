import { brokenLink } from '@jinlin/history';
import { idOf } from '@jinlin/localities';
import { vault } from '@jinlin/privacy';
import { loadOnce } from '@jinlin/service';
import { anActor, NOW, testDatabase } from '@jinlin/testing';
import { localities } from '../locality';
import { tickProposals } from '../proposal/proposal.clock';
import { tables } from '../tables';
import { ask } from '../testing';
import { tickWishes } from '../wish/wish.clock';
import { load } from './load';

const db = testDatabase(tables);
const area = (code: string) => idOf('area', code);

beforeAll(
  () => loadOnce(db, load(vault(Buffer.alloc(32, 7).toString('base64')), { now: NOW }), () => {}),
  60_000,
);

test('more than ten thousand matters were solved through whistles of communities in 鼓楼区, as published (F9)', async () => {
  const where = {
    areaCode: '350102',
    origin: 'COMMUNITY',
    outcome: 'DONE',
    endedBefore: '2022-07-21T00:00:00+08:00',
  };
  const actor = anActor('DATA_ANALYST', { areaId: area('350100') });

  const { whistles } = await ask(
    db,
    'query ($where: WhistleFilter) { whistles(first: 1, where: $where) { totalCount } }',
    { where },
    { actor },
  );

  expect(whistles.totalCount).toBeGreaterThan(10_000);
  expect(whistles.totalCount).toBeLessThanOrEqual(10_500);
});

test('the governance centre of Duyun has its nine windows, as published (D15)', async () => {
  const where = { areaCode: '522701', kind: 'WINDOW', isOpen: true };

  const { centreWindows } = await ask(
    db,
    'query ($where: CentreWindowFilter) { centreWindows(first: 3, where: $where) { totalCount nodes { title } } }',
    { where },
  );

  expect(centreWindows).toEqual({
    totalCount: 9,
    nodes: [{ title: '信访接待' }, { title: '行政调解' }, { title: '多元调解' }],
  });
});

test('Duyun mediated 2,547 disputes in 2021, nine in ten with an agreement, and a court confirmed 447 (D17)', async () => {
  const actor = anActor('LEADER', { areaId: area('522701') });
  const [{ mediationFigures }] = (
    await ask(db, MEDIATED, { areas: [{ __typename: 'Area', id: area('522701') }] }, { actor })
  )._entities;

  expect(mediationFigures.total).toEqual({
    accepted: 2547,
    concluded: 2547,
    agreements: 2318,
    confirmed: 447,
    success: { percent: 91 },
  });
});

test('a compound that is complained of has its dispute mediated, in the case that it came out of (operation 5)', async () => {
  const actor = anActor('LEADER', { areaId: area('350322') });
  const { mediations } = await ask(db, LED_BY_COMPLAINT, {}, { actor });

  expect(mediations.nodes).toContainEqual({
    state: 'MEDIATING',
    case: { requestType: 'COMPLAINT' },
    sessions: [{ state: 'HELD' }],
  });
});

test('a compound of Xianyou is complained of so often that the clock proposes to do something about it (X9)', async () => {
  expect(await tickProposals(db, localities, NOW)).toEqual({ raised: 1 });
});

test('issues brought back from visits of members are cases of their own (F11)', async () => {
  const actor = anActor('DATA_ANALYST', { areaId: area('350100') });

  const { cases } = await ask(
    db,
    'query { cases(first: 1, where: { areaCode: "350100", isFromMemberVisit: true }) { totalCount nodes { memberVisit { id } } } }',
    {},
    { actor },
  );

  expect(cases).toEqual({ totalCount: 1206, nodes: [{ memberVisit: { id: expect.any(String) } }] });
});

test('more than three thousand wishes were claimed and seven hundred problems solved in Duyun, as published (D19)', async () => {
  const actor = anActor('DATA_ANALYST', { areaId: area('522701') });

  const { microWishes, cases } = await ask(db, CLAIMED_AND_SOLVED, {}, { actor });

  expect(microWishes.totalCount).toBeGreaterThan(3_000);
  expect(microWishes.totalCount).toBeLessThanOrEqual(3_150);
  expect(cases.totalCount).toBeGreaterThan(700);
  expect(cases.totalCount).toBeLessThanOrEqual(735);
});

test('no loaded wish waits for somebody whose time was over when it was loaded', async () => {
  expect(await tickWishes(db, localities, NOW)).toEqual({ expired: 0 });
});

test.each([
  ['H22', '510522', 'MICRO_RENEWAL', { projects: 27, pledged: 1_530_000_000 }],
  ['H23', '510522', 'OLD_COMPOUND', { projects: 18, pledged: 8_000_000_000 }],
  ['D22', '522701', 'OLD_COMPOUND', { projects: 30, buildings: 342, households: 10_392, accepted: 30 }],
  ['F18', '350100', 'BOUTIQUE_COMPOUND', { projects: 56, accepted: 56 }],
  ['F19', '350100', 'CARE_CENTRE', { projects: 1, pledged: 980_000_000 }],
])('the renewal projects of %s in %s come to what was published', async (_, code, kind, published) => {
  const { _entities } = await ask(db, RENEWALS, { areas: [{ __typename: 'Area', id: area(code) }], kind });

  const [{ renewalTally, renewalProjects }] = _entities;
  expect(renewalTally).toMatchObject(published);
  expect(renewalTally.pledged).toBe(renewalTally.budget);
  const [{ award, fourOnes }] = renewalProjects.nodes;
  if (kind === 'BOUTIQUE_COMPOUND') expect(award).toBeGreaterThanOrEqual(100_000_000);
  if (kind === 'BOUTIQUE_COMPOUND') expect(award).toBeLessThanOrEqual(200_000_000);
  expect(fourOnes.isComplete).toBe(code === '510522' && kind === 'OLD_COMPOUND');
});

test.each([
  ['桂圆林社区', '510522001006'],
  ['多福社区', '210103005024'],
  ['平桥社区', '522701001003'],
  ['军门社区', '350102004001'],
  ['圣泉社区', '350322104009'],
])('%s has open whistles of every grade, and days at zero that differ (operation 2)', async (_, code) => {
  const actor = anActor('COMMUNITY_CLERK', { areaId: area(code) });

  const { _entities } = await ask(db, BOARD, { areas: [{ __typename: 'Area', id: area(code) }] }, { actor });

  const [board] = _entities;
  expect(board.openWhistles.every(({ count }: { count: number }) => count > 0)).toBe(true);
  expect(
    new Set(board.fourZeros.map(({ daysAtZero }: { daysAtZero: number }) => daysAtZero)).size,
  ).toBeGreaterThan(1);
});

test('every loaded record is where its history says, and its chain is whole', async () => {
  const rows = await db.query(`
    select record_id, record_type, array_agg(json_build_object('sequence', sequence, 'entry', entry::text, 'hash', hash::text)) as chain
    from (select * from history where record_type in ('Whistle', 'Summons', 'Incident', 'MicroWish', 'RenewalProject', 'RenewalFund') order by record_id, sequence) h
    group by 1, 2 order by md5(record_id::text) limit 500
  `);
  expect(rows).toHaveLength(500);
  for (const { chain } of rows) {
    const links = chain.map((link: { hash: string }) => ({
      ...link,
      hash: Buffer.from(link.hash.slice(2), 'hex'),
    }));
    expect(brokenLink(links)).toBeNull();
  }

  const strays = await db.transaction(async (tx) => {
    await tx.query(`select set_config('jinlin.reach', 'ALL', true)`);
    return tx.query(`
      select lives.id
      from (select id, state from whistle union all select id, state from summons union all select id, state from incident
            union all select id, state from micro_wish union all select id, state from renewal_project
            union all select id, state from renewal_fund union all select id, state from renewal_milestone) lives
      left join lateral (select entry from history where record_id = lives.id order by sequence desc limit 1) last on true
      where last.entry->>'to' is distinct from lives.state
    `);
  });
  expect(strays).toEqual([]);
});

const CLAIMED_AND_SOLVED = `{
  microWishes(
    first: 1
    where: { areaCode: "522701", wasClaimed: true, claimedBefore: "2022-07-28T00:00:00+08:00" }
  ) { totalCount }
  cases(
    first: 1
    where: {
      areaCode: "522701", channel: "dual-registration", isResolvedOnSite: true
      openedBefore: "2022-07-28T00:00:00+08:00"
    }
  ) { totalCount }
}`;
const RENEWALS = `query ($areas: [_Any!]!, $kind: String) {
  _entities(representations: $areas) {
    ... on Area {
      renewalTally(kind: $kind) { projects buildings households budget pledged accepted }
      renewalProjects(first: 1, where: { kind: $kind }) { nodes { award fourOnes { isComplete } } }
    }
  }
}`;
const BOARD = `
  query ($areas: [_Any!]!) {
    _entities(representations: $areas) {
      ... on Area { openWhistles { grade count } fourZeros { kind daysAtZero } }
    }
  }
`;

const MEDIATED = `
  query ($areas: [_Any!]!) {
    _entities(representations: $areas) {
      ... on Area {
        mediationFigures(from: "2021-01-01T00:00:00+08:00", before: "2022-01-01T00:00:00+08:00") {
          total { accepted concluded agreements confirmed success { percent } }
        }
      }
    }
  }
`;

const LED_BY_COMPLAINT = `
  { mediations(first: 20) { nodes { state case { requestType } sessions { state } } } }
`;

test.each([
  [
    'eight joint meetings were held in 合江县 (H14)',
    'meetings(first: 1, where: { areaCode: "510522", councilKind: "JOINT_MEETING", states: [HELD] }) { totalCount }',
    8,
    8,
  ],
  [
    'more than 110 matters were discussed there (H13)',
    'matters(first: 1, where: { areaCode: "510522", councilKind: "JOINT_MEETING", isDiscussed: true }) { totalCount }',
    110,
    115,
  ],
  [
    'and more than 35 difficult ones solved (H13)',
    'matters(first: 1, where: { areaCode: "510522", kind: "DIFFICULT", states: [SOLVED] }) { totalCount }',
    35,
    36,
  ],
  [
    'more than 400 matters were settled through residents’ talks in 都匀 (D14)',
    'matters(first: 1, where: { areaCode: "522701", source: RESIDENTS_TALK, states: [SOLVED] }) { totalCount }',
    400,
    420,
  ],
])('%s, as published', async (_, field, least, most) => {
  const code = field.includes('510522') ? '510522' : '522701';
  const { figure } = await ask(
    db,
    `{ figure: ${field} }`,
    {},
    {
      actor: anActor('DATA_ANALYST', { areaId: area(code) }),
    },
  );

  expect(figure.totalCount).toBeGreaterThanOrEqual(least);
  expect(figure.totalCount).toBeLessThanOrEqual(most);
});

test('a compound that is complained of deliberates, with its own committee (operation 5, X9)', async () => {
  const actor = anActor('LEADER', { areaId: area('350322') });

  const { deliberations } = await ask(
    db,
    `{ deliberations(first: 5) {
      nodes { state availableActions area { id } votes { outcome council { kind { key } members { side { key } } } } }
    } }`,
    {},
    { actor },
  );

  expect(deliberations.nodes).toMatchObject([
    {
      state: 'PUBLISHED',
      availableActions: ['EXECUTE', 'HAND_OVER', 'WITHDRAW'],
      votes: [{ outcome: 'CARRIED', council: { kind: { key: 'SELF_MANAGEMENT_COMMITTEE' } } }],
    },
  ]);
});

test('what councils, meetings, matters, deliberations and votes have come to is what their histories tell', async () => {
  const tables = ['council', 'meeting', 'matter', 'matter_task', 'deliberation', 'vote'];
  const strays = await db.transaction(async (tx) => {
    await tx.query(`select set_config('jinlin.reach', 'ALL', true)`);
    return tx.query(`
      select lives.id
      from (${tables.map((table) => `select id, state from ${table}`).join(' union all ')}) lives
      left join lateral (select entry from history where record_id = lives.id order by sequence desc limit 1) last on true
      where last.entry->>'to' is distinct from lives.state
    `);
  });

  expect(strays).toEqual([]);
});
