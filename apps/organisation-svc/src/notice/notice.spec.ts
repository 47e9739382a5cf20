import { randomUUID } from 'node:crypto';
import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import type { Area } from '../area/area.entity';
import { tables } from '../tables';
import { anAppointment, anArea, aPerson, ask, run } from '../testing';

const db = testDatabase(tables);

let codes = 0;
const inXianyou = (given: Partial<Area>, parent: Area | null = null) => {
  codes += 1;
  return anArea(db, { code: `3503229${String(codes).padStart(5, '0')}`, ...given }, parent);
};

/** A village of one grid with two units, and two households in the first; every tier but the grid's has its head. */
async function aVillage() {
  const town = await inXianyou({ level: 'TOWNSHIP', name: '榜头镇' });
  const village = await inXianyou({ name: '坝下村' }, town);
  const grid = await inXianyou({ level: 'GRID', name: '一网格' }, village);
  const units = [
    await inXianyou({ level: 'UNIT', name: '一单元' }, grid),
    await inXianyou({ level: 'UNIT', name: '二单元' }, grid),
  ];
  const [unit, next] = units as [Area, Area];
  const household = await inXianyou({ level: 'HOUSEHOLD', name: '一户' }, unit);
  const other = await inXianyou({ level: 'HOUSEHOLD', name: '二户' }, unit);
  const hold = async (area: Area, post: string, given: object = {}) =>
    (await anAppointment(db, area, { post, ...given })).id;
  const stationed = await hold(village, 'STATIONED_COMMANDER');
  const commander = await hold(village, 'VILLAGE_COMMANDER');
  const unitHead = await hold(unit, 'UNIT_HEAD');
  const head = await hold(household, 'HOUSEHOLD_HEAD');
  const clerk = anActor('COMMUNITY_CLERK', { areaId: village.id });
  const send = (given: object = {}, asking: object = {}) =>
    run(
      db,
      'sendNotice',
      { areaId: village.id, title: '台风防御通知', text: '今晚八时前转移低洼户', ...given },
      { actor: clerk, ...asking },
    );
  const people = { stationed, commander, unitHead, head };
  return { town, village, grid, unit, next, household, other, hold, ...people, clerk, send };
}

describe('the way up (X5, D4, H4)', () => {
  it('names the nearest who can be told, and skips and names the vacant rungs', async () => {
    const { village, grid, unit, household, other, head, unitHead, commander, stationed } = await aVillage();

    expect(await wayUp(household)).toEqual({
      template: { code: 'five-tiers' },
      next: { id: head },
      skipped: [],
      steps: [
        { post: { code: 'HOUSEHOLD_HEAD' }, area: { id: household.id }, holder: { id: head } },
        { post: { code: 'UNIT_HEAD' }, area: { id: unit.id }, holder: { id: unitHead } },
        { post: { code: 'GRID_HEAD' }, area: { id: grid.id }, holder: null },
        { post: { code: 'VILLAGE_COMMANDER' }, area: { id: village.id }, holder: { id: commander } },
        { post: { code: 'STATIONED_COMMANDER' }, area: { id: village.id }, holder: { id: stationed } },
      ],
    });
    expect(await wayUp(other)).toMatchObject({
      next: { id: unitHead },
      skipped: [{ post: { code: 'HOUSEHOLD_HEAD' }, area: { id: other.id } }],
    });
    expect(await wayUp(grid)).toMatchObject({
      next: { id: commander },
      skipped: [{ post: { code: 'GRID_HEAD' }, area: { id: grid.id } }],
    });
  });

  it('begins above a holder with the next in the chain', async () => {
    const { unitHead, commander, stationed } = await aVillage();
    const up = async (id: string) => (await ask(db, UP_FROM, { id })).appointment.escalation;

    expect(await up(unitHead)).toMatchObject({
      next: { id: commander },
      skipped: [{ post: { code: 'GRID_HEAD' } }],
    });
    expect(await up(commander)).toMatchObject({ next: { id: stationed }, skipped: [] });
    expect(await up(stationed)).toMatchObject({ next: null, skipped: [], steps: [] });
  });

  it('is read as of a day', async () => {
    const { unit, hold, unitHead } = await aVillage();
    await db.query("update appointment set from_on = '2026-06-01' where id = $1", [unitHead]);
    const former = await hold(unit, 'UNIT_HEAD', { state: 'ENDED', toOn: '2026-06-01' });

    expect(await wayUp(unit)).toMatchObject({ next: { id: unitHead } });
    expect(await wayUp(unit, { asOf: '2026-05-31' })).toMatchObject({ next: { id: former } });
  });

  it('of Duyun passes over a level that the place lies in none of (D4)', async () => {
    const street = await anArea(db, { level: 'TOWNSHIP', code: '522701900' });
    const community = await anArea(db, { code: '522701900001' }, street);
    const grid = await anArea(db, { level: 'GRID', code: '522701900001001' }, community);
    const { id } = await anAppointment(db, community, { post: 'COMMUNITY_SECRETARY' });

    expect(await wayUp(grid)).toMatchObject({
      template: { code: 'five-level-linkage' },
      next: { id },
      skipped: [
        { post: { code: 'PARTY_GROUP_LEADER' }, area: { id: grid.id } },
        { post: { code: 'COMPOUND_SECRETARY' }, area: null },
      ],
    });
  });

  it('of Hejiang ends with the first secretary of the community (H4)', async () => {
    const street = await anArea(db, { level: 'TOWNSHIP' });
    const community = await anArea(db, {}, street);
    const compound = await anArea(db, { level: 'COMPOUND', propertyMode: 'NONE' }, community);
    const { id } = await anAppointment(db, community, { post: 'FIRST_SECRETARY' });

    const { next, skipped } = await wayUp(compound);

    expect(next).toEqual({ id });
    expect(skipped.map(({ post }: { post: { code: string } }) => post.code)).toEqual([
      'COMPOUND_SECRETARY',
      'COMMUNITY_SECRETARY',
      'STREET_SECRETARY',
    ]);
  });
});

describe('the way down (X5, D4, H4)', () => {
  it('tells tier by tier whom a notice reaches, and who bridges what is vacant', async () => {
    const { village, grid, next, other, stationed, commander, unitHead, head } = await aVillage();

    const { tiers, recipients, gaps } = await wayDown(village);

    expect(tiers).toEqual([
      { post: { code: 'STATIONED_COMMANDER' }, areas: 1, reached: 1, vacant: 0, people: 1 },
      { post: { code: 'VILLAGE_COMMANDER' }, areas: 1, reached: 1, vacant: 0, people: 1 },
      { post: { code: 'GRID_HEAD' }, areas: 1, reached: 0, vacant: 1, people: 0 },
      { post: { code: 'UNIT_HEAD' }, areas: 2, reached: 1, vacant: 1, people: 1 },
      { post: { code: 'HOUSEHOLD_HEAD' }, areas: 2, reached: 1, vacant: 1, people: 1 },
    ]);
    expect(recipients).toMatchObject({
      totalCount: 4,
      nodes: [stationed, commander, unitHead, head].map((id) => ({ id })),
    });
    expect(gaps).toMatchObject({
      totalCount: 3,
      nodes: [
        { post: { code: 'GRID_HEAD' }, area: { id: grid.id }, bridgedBy: { id: commander } },
        { post: { code: 'UNIT_HEAD' }, area: { id: next.id }, bridgedBy: { id: commander } },
        { post: { code: 'HOUSEHOLD_HEAD' }, area: { id: other.id }, bridgedBy: { id: unitHead } },
      ],
    });
  });

  it('begins below a holder, and keeps to the posts at or below a place', async () => {
    const { town, unit, commander, unitHead, head } = await aVillage();
    const down = async (id: string) =>
      (await ask(db, DOWN_FROM, { id })).appointment.noticePath.recipients.nodes;

    expect(await down(commander)).toEqual([{ id: unitHead }, { id: head }]);
    expect((await wayDown(unit)).tiers.map(({ post }: { post: { code: string } }) => post.code)).toEqual([
      'UNIT_HEAD',
      'HOUSEHOLD_HEAD',
    ]);
    expect((await wayDown(town, { template: 'five-tiers' })).tiers).toHaveLength(5);
    expect(await wayDown(town, { template: 'unit-in-place' })).toBeNull();
  });

  it('goes on where the page before ended', async () => {
    const { village, unitHead, head } = await aVillage();
    const page = async (after?: string) => (await ask(db, PAGE, { id: village.id, after })).area.noticePath;

    const first = await page();
    const rest = await page(first.recipients.pageInfo.endCursor);

    expect(rest.recipients.nodes).toEqual([{ id: unitHead }, { id: head }]);
    expect(first.gaps.pageInfo.hasNextPage).toBe(true);
  });

  it('is read in as many statements for many units as for two', async () => {
    const { grid, hold } = await aVillage();
    for (let nth = 0; nth < 4; nth++) {
      const unit = await inXianyou({ level: 'UNIT' }, grid);
      await hold(await inXianyou({ level: 'HOUSEHOLD' }, unit), 'HOUSEHOLD_HEAD');
    }
    const ways = (first: number) => ask(db, WAYS, { id: grid.id, first });

    const two = await countStatements(() => ways(2));
    const six = await countStatements(() => ways(6));

    expect(six.answer.area.children.nodes).toHaveLength(6);
    expect(six.statements.length).toBe(two.statements.length);
  });
});

describe('a notice (通知下达, X5)', () => {
  it('reaches whoever held the posts on its day, and is acknowledged one by one', async () => {
    const { grid, hold, unitHead, head, send } = await aVillage();
    const { id, ...notice } = await send({ below: 'VILLAGE_COMMANDER' });
    const later = { now: new Date('2026-12-01T09:00:00+08:00') };
    await hold(grid, 'GRID_HEAD', { fromOn: '2026-11-30' });
    const { personId } = (
      await db.query('select person_id as "personId" from appointment where id = $1', [head])
    )[0];
    const reader = anActor('RESIDENT', { personId });

    const receipt = await run(db, 'acknowledgeNotice', { id, appointmentId: head }, { actor: reader });

    expect(notice).toMatchObject({
      state: 'SENT',
      sentOn: '2026-11-23',
      posts: ['GRID_HEAD', 'UNIT_HEAD', 'HOUSEHOLD_HEAD'].map((code) => ({ code })),
      availableActions: ['WITHDRAW'],
    });
    expect(receipt).toMatchObject({ state: 'GIVEN', appointment: { id: head }, notice: { acknowledged: 1 } });
    const told = (await ask(db, NOTICE, { id }, later)).notice;
    expect(told).toMatchObject({
      acknowledged: 1,
      all: { totalCount: 2 },
      waiting: { nodes: [{ id: unitHead }] },
      path: { tiers: [{ vacant: 1 }, { reached: 1 }, { reached: 1 }] },
    });
    const received = async (isAcknowledged: boolean | null) =>
      (await ask(db, RECEIVED, { id: head, isAcknowledged })).appointment.notices.totalCount;
    expect([await received(null), await received(true), await received(false)]).toEqual([1, 1, 0]);
  });

  it('is acknowledged once, for oneself or by whoever has the place within reach, and by whom it reached', async () => {
    const { town, village, clerk, unitHead, head, commander, send } = await aVillage();
    const { id } = await send({ below: 'VILLAGE_COMMANDER' });
    const acknowledge = (appointmentId: string, actor = clerk) =>
      run(db, 'acknowledgeNotice', { id, appointmentId }, { actor });
    const stranger = anActor('RESIDENT', { personId: (await aPerson(db, village)).id });
    const elsewhere = anActor('COMMUNITY_CLERK', { areaId: (await inXianyou({}, town)).id });

    expect(await acknowledge(unitHead)).toMatchObject({ state: 'GIVEN' });
    expect(await acknowledge(unitHead)).toMatchObject({ field: 'appointmentId' });
    expect(await acknowledge(commander)).toMatchObject({ field: 'appointmentId' });
    expect(await acknowledge(head, stranger)).toMatchObject({ __typename: 'NotFound' });
    expect(await acknowledge(head, elsewhere)).toMatchObject({ __typename: 'NotFound' });
    expect(
      await run(db, 'acknowledgeNotice', { id: randomUUID(), appointmentId: head }, { actor: clerk }),
    ).toMatchObject({ __typename: 'NotFound' });
  });

  it('is acknowledged once, however often it is pressed at the same moment', async () => {
    const { clerk, unitHead, send } = await aVillage();
    const { id } = await send();

    const answers = await Promise.all(
      [1, 2, 3].map(() => run(db, 'acknowledgeNotice', { id, appointmentId: unitHead }, { actor: clerk })),
    );

    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      'InvalidInput',
      'InvalidInput',
      'NoticeReceipt',
    ]);
  });

  it('is taken back with a reason, and past acknowledging then', async () => {
    const { town, clerk, unitHead, send } = await aVillage();
    const { id } = await send();
    const withdraw = (reason: string, actor = clerk) => run(db, 'withdrawNotice', { id, reason }, { actor });
    const elsewhere = anActor('COMMUNITY_CLERK', { areaId: (await inXianyou({}, town)).id });

    expect(await withdraw('')).toMatchObject({ field: 'reason' });
    expect(await withdraw('误发', elsewhere)).toMatchObject({ __typename: 'NotFound' });
    expect(await withdraw('误发')).toMatchObject({ state: 'WITHDRAWN', availableActions: [] });
    expect(await withdraw('再撤')).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect(
      await run(db, 'acknowledgeNotice', { id, appointmentId: unitHead }, { actor: clerk }),
    ).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it('is a working paper: nobody reads it who is not signed in', async () => {
    const { village, head, send } = await aVillage();
    const { id } = await send();
    const passing = { actor: null };

    expect(await ask(db, NOTICE, { id }, passing)).toEqual({ notice: null });
    expect((await ask(db, LIST, { where: { withinId: village.id } }, passing)).notices.totalCount).toBe(0);
    const { appointment } = await ask(db, RECEIVED, { id: head, isAcknowledged: null }, passing);
    expect(appointment.notices.totalCount).toBe(0);
  });

  it.each([
    ['title', { title: ' ' }],
    ['text', { text: '' }],
    ['template', { template: 'unit-in-place' }],
    ['below', { below: 'GRID_PARTY_SECRETARY' }],
    ['areaId', { below: 'HOUSEHOLD_HEAD' }],
  ])('is not sent with a wrong %s (%j)', async (field, wrong) => {
    const { send } = await aVillage();

    expect(await send(wrong)).toMatchObject({ __typename: 'InvalidInput', field });
  });

  it('is not sent from outside, and listed by what a desk asks for', async () => {
    const { town, village, unit, send } = await aVillage();
    const elsewhere = anActor('COMMUNITY_CLERK', { areaId: (await inXianyou({}, town)).id });
    await send();
    await send({ areaId: unit.id, title: '停水通知' });
    const count = async (where: object) =>
      (await ask(db, LIST, { where: { withinId: village.id, ...where } })).notices.totalCount;

    expect(await send({}, { actor: elsewhere })).toMatchObject({ __typename: 'NotFound' });
    expect(await count({})).toBe(2);
    expect(await count({ post: 'VILLAGE_COMMANDER', template: 'five-tiers' })).toBe(1);
    expect(await count({ title: '停水', state: 'SENT' })).toBe(1);
    expect(await count({ sentFrom: '2026-11-24' })).toBe(0);
    expect(await count({ sentBefore: '2026-11-24' })).toBe(2);
  });
});

const wayUp = async ({ id }: Area, { asOf = null }: { asOf?: string | null } = {}) =>
  (await ask(db, UP, { id, asOf })).area.escalation;

const wayDown = async ({ id }: Area, { template = null }: { template?: string | null } = {}) =>
  (await ask(db, DOWN, { id, template })).area.noticePath;

const UP = /* GraphQL */ `
  query ($id: ID!, $asOf: LocalDate) {
    area(id: $id, asOf: $asOf) {
      escalation {
        template { code }
        next { id }
        skipped { post { code } area { id } }
        steps { post { code } area { id } holder { id } }
      }
    }
  }
`;
const UP_FROM = /* GraphQL */ `
  query ($id: ID!) {
    appointment(id: $id) {
      escalation { next { id } skipped { post { code } } steps { post { code } } }
    }
  }
`;
const DOWN = /* GraphQL */ `
  query ($id: ID!, $template: String) {
    area(id: $id) {
      noticePath(template: $template) {
        tiers { post { code } areas reached vacant people }
        recipients(first: 10) { totalCount nodes { id } }
        gaps(first: 10) { totalCount nodes { post { code } area { id } bridgedBy { id } } }
      }
    }
  }
`;
const DOWN_FROM =
  'query ($id: ID!) { appointment(id: $id) { noticePath { recipients(first: 10) { nodes { id } } } } }';
const PAGE = /* GraphQL */ `
  query ($id: ID!, $after: String) {
    area(id: $id) {
      noticePath {
        recipients(first: 2, after: $after) { nodes { id } pageInfo { endCursor } }
        gaps(first: 2) { pageInfo { hasNextPage } }
      }
    }
  }
`;
const WAYS = /* GraphQL */ `
  query ($id: ID!, $first: Int!) {
    area(id: $id) {
      children(first: $first) {
        nodes {
          escalation { next { id } skipped { area { name } } }
          noticePath {
            tiers { reached vacant }
            recipients(first: 5) { totalCount nodes { person { maskedName } } }
            gaps(first: 5) { totalCount nodes { area { name } bridgedBy { person { maskedName } } } }
          }
        }
      }
    }
  }
`;
const NOTICE = /* GraphQL */ `
  query ($id: ID!) {
    notice(id: $id) {
      acknowledged
      all: recipients(first: 10) { totalCount }
      waiting: recipients(first: 10, isAcknowledged: false) { nodes { id } }
      path { tiers { reached vacant } }
    }
  }
`;
const RECEIVED = /* GraphQL */ `
  query ($id: ID!, $isAcknowledged: Boolean) {
    appointment(id: $id) { notices(first: 5, isAcknowledged: $isAcknowledged) { totalCount } }
  }
`;
const LIST = 'query ($where: NoticeFilter) { notices(first: 1, where: $where) { totalCount } }';
