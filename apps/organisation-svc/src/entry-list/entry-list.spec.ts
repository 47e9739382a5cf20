import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { aCounty, anArea, ask, aUnit, run } from '../testing';

const db = testDatabase(tables);

/** A county with a bureau of health, whose clerk asks things of a community. */
async function aBureau() {
  const { county, street, organiser, elsewhere } = await aCounty(db);
  const community = await anArea(db, { name: '百花亭社区' }, street);
  const bureau = await aUnit(db, county, { name: '卫生健康局' });
  const clerk = anActor('DEPARTMENT_CLERK', { unitId: bureau.id });
  const matter = { unitId: bureau.id, areaId: community.id, dueAt: '2026-12-31' };
  const send = (given: object, actor = clerk) =>
    run(db, 'sendDownMatter', { ...matter, ...given }, { actor });
  const request = (given: object = {}, actor = clerk) =>
    run(
      db,
      'requestEntry',
      { title: '宠物登记', reason: '试点', unitId: bureau.id, areaId: county.id, ...given },
      { actor },
    );
  const issue = (given: object = {}, actor = organiser) =>
    run(
      db,
      'issueEntryList',
      {
        areaId: county.id,
        title: '社区工作事项准入清单（2026年版）',
        effectiveFrom: '2026-11-23',
        items: [{ code: 'C01', title: '宠物登记', part: 'HELPS', unitId: bureau.id }],
        ...given,
      },
      { actor },
    );
  return { county, street, community, bureau, clerk, organiser, elsewhere, send, request, issue };
}

describe('a matter sent down to communities (S15, D13)', () => {
  it('goes through when it is listed, by its number or word for word', async () => {
    const { send } = await aBureau();

    expect(await send({ title: '第四季度健康讲座', entryCode: 'B02' })).toMatchObject({
      state: 'SENT',
      entryCode: 'B02',
      ruleVersion: '510522/entryList/1',
      isOverdue: false,
      availableActions: ['FINISH', 'WITHDRAW'],
    });
    expect(await send({ title: '卫生健康宣传' })).toMatchObject({ state: 'SENT', entryCode: 'B02' });
  });

  it('is refused when it is neither listed nor approved, and the nearest that are listed are named', async () => {
    const { bureau, community, clerk, send } = await aBureau();
    const input = {
      clientKey: 'one',
      title: '健康宣传台账',
      unitId: bureau.id,
      areaId: community.id,
      dueAt: '2026-12-31',
    };

    const { sendDownMatter } = await ask(db, REFUSED, { input }, { actor: clerk, language: 'zh-CN' });

    expect(sendDownMatter).toMatchObject({
      __typename: 'EntryRefused',
      code: 'ENTRY_REFUSED',
      message: '“健康宣传台账”不在准入清单之内，也未经批准；请先提出准入申请。',
    });
    expect(sendDownMatter.nearest[0]).toEqual({ code: 'B02', title: '卫生健康宣传', part: 'HELPS' });
    expect(sendDownMatter.nearest).toHaveLength(3);
    expect(await send({ title: '卫生健康宣传', entryCode: 'Z99' })).toMatchObject({
      __typename: 'EntryRefused',
    });
  });

  it('goes through while it is approved: for the unit that asked, where it asked, until the day it runs out', async () => {
    const { street, community, bureau, organiser, county, send, request } = await aBureau();
    const { id } = await request({ areaId: street.id });
    const next = await anArea(db, { level: 'TOWNSHIP' }, county);
    const elsewhere = await anArea(db, {}, next);
    expect(await send({ title: '宠物登记' })).toMatchObject({ __typename: 'EntryRefused' });

    expect(
      await run(db, 'approveEntry', { id, validUntil: '2026-11-30' }, { actor: organiser }),
    ).toMatchObject({ state: 'APPROVED', validUntil: '2026-11-30', availableActions: ['WITHDRAW'] });

    expect(await send({ title: '宠物登记' })).toMatchObject({ entryCode: null, approvedBy: { id } });
    expect(await send({ title: '宠物登记', areaId: elsewhere.id })).toMatchObject({
      __typename: 'EntryRefused',
    });
    const other = await aUnit(db, county, { name: '市场监管局' });
    const { id: unitId } = other;
    expect(await send({ title: '宠物登记', unitId }, anActor('DEPARTMENT_CLERK', { unitId }))).toMatchObject({
      __typename: 'EntryRefused',
    });
    const later = { actor: organiser, now: new Date('2026-12-01T08:00:00+08:00') };
    expect(
      await run(
        db,
        'sendDownMatter',
        { title: '宠物登记', unitId: bureau.id, areaId: community.id, dueAt: '2026-12-31' },
        later,
      ),
    ).toMatchObject({ __typename: 'EntryRefused' });
  });

  it('is done by the community or taken back by the unit, and overdue when neither happened in time', async () => {
    const { community, organiser, clerk, elsewhere, send } = await aBureau();
    const worker = anActor('COMMUNITY_CLERK', { areaId: community.id });
    const [one, two, three] = await Promise.all(
      ['一', '二', '三'].map((nth) => send({ title: `讲座${nth}`, entryCode: 'B02' })),
    );

    expect(
      await run(db, 'finishSentDownMatter', { id: one!.id, note: '已办三场' }, { actor: worker }),
    ).toMatchObject({ state: 'DONE', availableActions: [] });
    expect(
      await run(db, 'withdrawSentDownMatter', { id: two!.id, reason: ' ' }, { actor: clerk }),
    ).toMatchObject({ field: 'reason' });
    expect(
      await run(db, 'withdrawSentDownMatter', { id: two!.id, reason: '合并下派' }, { actor: clerk }),
    ).toMatchObject({ state: 'WITHDRAWN' });
    expect(await run(db, 'finishSentDownMatter', { id: three!.id }, { actor: elsewhere })).toMatchObject({
      __typename: 'NotFound',
    });
    const late = { actor: organiser, now: new Date('2027-01-01T00:00:00+08:00') };
    const count = async (where: object) =>
      (await ask(db, MATTERS, { where: { withinId: community.id, ...where } }, late)).sentDownMatters
        .totalCount;
    expect(await count({})).toBe(3);
    expect(await count({ isOverdue: true })).toBe(1);
    expect(await count({ state: 'DONE', entryCode: 'B02', title: '一' })).toBe(1);
    const { sentDownMatter } = await ask(db, TOLD, { id: one!.id });
    expect(sentDownMatter.history).toEqual([
      { action: 'SEND_DOWN', ruleVersion: '510522/entryList/1' },
      { action: 'FINISH', ruleVersion: null },
    ]);
  });

  it('is not sent by a stranger, to somewhere else, to less than a community, for yesterday or without a title', async () => {
    const { community, county, elsewhere, send } = await aBureau();
    const grid = await anArea(db, { level: 'GRID' }, community);
    const far = await anArea(db, {});
    const other = anActor('DEPARTMENT_CLERK', { unitId: (await aUnit(db, county)).id });
    const listed = { title: '卫生健康宣传' };

    expect(await send(listed, other)).toMatchObject({ __typename: 'NotFound' });
    expect(await send(listed, elsewhere)).toMatchObject({ __typename: 'NotFound' });
    expect(await send({ ...listed, areaId: far.id })).toMatchObject({ __typename: 'NotFound' });
    expect(await send({ ...listed, areaId: grid.id })).toMatchObject({ field: 'areaId' });
    expect(await send({ ...listed, dueAt: '2026-11-22' })).toMatchObject({ field: 'dueAt' });
    expect(await send({ title: ' ' })).toMatchObject({ field: 'title' });
  });
});

describe('a request for what is not listed (S15)', () => {
  it('is turned down with a reason, or given up', async () => {
    const { organiser, clerk, request } = await aBureau();
    const { id } = await request();
    const given = await request({ title: '养犬普查' });
    const reject = (reason: string) => run(db, 'rejectEntry', { id, reason }, { actor: organiser });

    expect(await reject('')).toMatchObject({ field: 'reason' });
    expect(await reject('属部门职责')).toMatchObject({ state: 'REJECTED', availableActions: [] });
    expect(await run(db, 'withdrawEntryRequest', { id: given.id }, { actor: clerk })).toMatchObject({
      state: 'WITHDRAWN',
    });
    expect(await reject('再议')).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it('needs a title that is not listed and a reason, and is decided by whoever has the area, for days to come', async () => {
    const { organiser, elsewhere, county, request } = await aBureau();
    const { id } = await request();

    expect(await request({ title: '卫生健康宣传' })).toMatchObject({ field: 'title' });
    expect(await request({ title: '' })).toMatchObject({ field: 'title' });
    expect(await request({ reason: ' ' })).toMatchObject({ field: 'reason' });
    expect(
      await run(db, 'approveEntry', { id, validUntil: '2026-11-22' }, { actor: organiser }),
    ).toMatchObject({ field: 'validUntil' });
    expect(
      await run(db, 'approveEntry', { id, validUntil: '2026-12-22' }, { actor: elsewhere }),
    ).toMatchObject({ __typename: 'NotFound' });
    const list = await ask(db, REQUESTS, {
      where: { withinId: county.id, state: 'REQUESTED', title: '宠物' },
    });
    expect(list.entryRequests).toMatchObject({ totalCount: 1, nodes: [{ unit: { name: '卫生健康局' } }] });
  });
});

test('matters sent down and requests are working papers: nobody reads them who is not signed in', async () => {
  const { county, community, send, request } = await aBureau();
  const matter = await send({ title: '卫生健康宣传' });
  await request();
  const passing = { actor: null };
  const where = { withinId: county.id };

  expect(await ask(db, TOLD, { id: matter.id }, passing)).toEqual({ sentDownMatter: null });
  expect((await ask(db, MATTERS, { where }, passing)).sentDownMatters.totalCount).toBe(0);
  expect((await ask(db, REQUESTS, { where }, passing)).entryRequests.totalCount).toBe(0);
  expect((await ask(db, LIST_AT, { id: community.id }, passing)).area.entryList).not.toBeNull();
});

describe('an entry list (S15, D13)', () => {
  it('is that of the profile until the locality issues one, and again when it is taken back', async () => {
    const { county, community, organiser, bureau, send, issue } = await aBureau();
    const before = await listAt(community.id);
    const { id, ...issued } = await issue();

    expect(before).toMatchObject({ ruleVersion: '510522/entryList/1', issued: null });
    expect(before.items).toContainEqual({ code: 'B02', title: 'Health education', unit: null });
    expect(issued).toMatchObject({ state: 'ISSUED', availableActions: ['WITHDRAW'] });
    expect(await listAt(community.id)).toEqual({
      effectiveFrom: '2026-11-23',
      ruleVersion: `issued-entry-list/${id}`,
      items: [{ code: 'C01', title: '宠物登记', unit: { name: bureau.name } }],
      issued: { id },
    });
    expect(await listAt(community.id, '2026-11-22')).toEqual(before);
    expect(await send({ title: '宠物登记' })).toMatchObject({
      entryCode: 'C01',
      ruleVersion: `issued-entry-list/${id}`,
    });
    expect(await send({ title: '卫生健康宣传' })).toMatchObject({ __typename: 'EntryRefused' });

    expect(
      await run(db, 'withdrawEntryList', { id, reason: '重新修订' }, { actor: organiser }),
    ).toMatchObject({ state: 'WITHDRAWN', withdrawnOn: '2026-11-23' });
    expect(await listAt(community.id)).toEqual(before);
    const { issuedEntryLists } = await ask(db, LISTS, { where: { withinId: county.id } });
    expect(issuedEntryLists).toMatchObject({ totalCount: 1, nodes: [{ id }] });
  });

  it('takes effect on its day, and counts only where it was issued for', async () => {
    const { community, issue } = await aBureau();
    const neighbour = await aBureau();
    const { id } = await issue({ effectiveFrom: '2026-12-01' });
    const now = new Date('2026-12-01T08:00:00+08:00');

    expect((await listAt(community.id)).issued).toBeNull();
    expect((await listAt(community.id, null, now)).issued).toEqual({ id });
    expect((await listAt(neighbour.community.id, null, now)).issued).toBeNull();
  });

  it.each([
    ['title', { title: ' ' }],
    ['effectiveFrom', { effectiveFrom: '2026-11-22' }],
    ['items', { items: [] }],
    ['items', { items: [{ code: 'C1', title: '宠物登记', part: 'DOES' }] }],
    ['items', { items: [{ code: 'C01', title: ' ', part: 'DOES' }] }],
    ['items', { items: [1, 2].map((nth) => ({ code: 'C01', title: `事项${nth}`, part: 'DOES' })) }],
    ['items', { items: [1, 2].map((nth) => ({ code: `C0${nth}`, title: '宠物登记', part: 'DOES' })) }],
  ])('is not issued with a wrong %s (%j)', async (field, wrong) => {
    const { issue } = await aBureau();

    expect(await issue(wrong)).toMatchObject({ __typename: 'InvalidInput', field });
  });

  it('is issued by a county or a city, within reach, once for a day', async () => {
    const { street, elsewhere, issue } = await aBureau();
    const stranger = [{ code: 'C01', title: '宠物登记', part: 'DOES', unitId: street.id }];
    const { id } = await issue();

    expect(await issue()).toMatchObject({ field: 'effectiveFrom' });
    expect(await issue({ areaId: street.id })).toMatchObject({ field: 'areaId' });
    expect(await issue({ effectiveFrom: '2026-12-01', items: stranger })).toMatchObject({
      __typename: 'NotFound',
    });
    expect(await issue({ effectiveFrom: '2026-12-01' }, elsewhere)).toMatchObject({ __typename: 'NotFound' });
    expect(await run(db, 'withdrawEntryList', { id, reason: '撤销' }, { actor: elsewhere })).toMatchObject({
      __typename: 'NotFound',
    });
  });

  it('of many communities is read in as many statements as of one', async () => {
    const { street, issue } = await aBureau();
    await issue();
    for (let nth = 0; nth < 5; nth++) await anArea(db, {}, street);
    const list = (first: number) => ask(db, LISTS_OF_CHILDREN, { id: street.id, first });

    const one = await countStatements(() => list(1));
    const six = await countStatements(() => list(6));

    expect(six.answer.area.children.nodes).toHaveLength(6);
    expect(six.statements.length).toBe(one.statements.length);
  });
});

describe('assessment items of communities (D13)', () => {
  it('are cancelled with a reason under the list in force, and counted', async () => {
    const { county, bureau, organiser, clerk, elsewhere } = await aBureau();
    const register = (title: string) =>
      run(db, 'registerAssessmentItem', { title, unitId: bureau.id, areaId: county.id }, { actor: clerk });
    const { id, ...item } = await register('台账检查');
    await register('微信群打卡');
    const cancel = (reason: string, actor = organiser) =>
      run(db, 'cancelAssessmentItem', { id, reason }, { actor });
    const count = async (where: object) =>
      (await ask(db, ITEMS, { where: { withinId: county.id, ...where } })).assessmentItems.totalCount;

    expect(item).toMatchObject({ state: 'ACTIVE', cancelledOn: null, availableActions: ['CANCEL'] });
    expect(await register(' 台账检查')).toMatchObject({ field: 'title' });
    expect(await register('')).toMatchObject({ field: 'title' });
    expect(await cancel(' ')).toMatchObject({ field: 'reason' });
    expect(await cancel('不在清单', elsewhere)).toMatchObject({ __typename: 'NotFound' });
    expect(await cancel('不在准入清单')).toMatchObject({
      state: 'CANCELLED',
      cancelledOn: '2026-11-23',
      cancelReason: '不在准入清单',
    });
    expect(await cancel('再次取消')).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect(await count({ state: 'CANCELLED' })).toBe(1);
    expect(await count({ cancelledFrom: '2026-11-23', cancelledBefore: '2026-11-24' })).toBe(1);
    expect(await count({ cancelledBefore: '2026-11-23' })).toBe(0);
    expect(await count({ unitId: bureau.id, title: '打卡' })).toBe(1);
    expect((await ask(db, ITEM, { id })).assessmentItem.history).toEqual([
      { action: 'REGISTER', ruleVersion: null },
      { action: 'CANCEL', ruleVersion: '510522/entryList/1' },
    ]);
    expect(await register('台账检查')).toMatchObject({ state: 'ACTIVE' });
  });
});

test('what stands at a community that ends passes on: matters, requests and assessment items (D13, S15)', async () => {
  const { street, community, bureau, organiser, clerk, send, request } = await aBureau();
  const survivor = await anArea(db, { name: '新社区' }, street);
  const [matter, entry] = [await send({ title: '卫生健康宣传' }), await request({ areaId: community.id })];
  const item = await run(
    db,
    'registerAssessmentItem',
    { title: '台账检查', unitId: bureau.id, areaId: community.id },
    { actor: clerk },
  );

  await run(
    db,
    'mergeAreas',
    { ids: [community.id, survivor.id], into: { survivorId: survivor.id }, on: '2026-11-23' },
    { actor: organiser },
  );

  const stands = { area: { name: '新社区' } };
  const ids = { matter: matter.id, entry: entry.id, item: item.id };
  expect(await ask(db, STANDING, ids)).toEqual({ matter: stands, entry: stands, item: stands });
});

test('an issued list ends with the county that it was issued for (D13)', async () => {
  const city = await anArea(db, { level: 'PREFECTURE' });
  const [county, survivor] = [
    await anArea(db, { level: 'COUNTY' }, city),
    await anArea(db, { level: 'COUNTY' }, city),
  ];
  const actor = anActor('ORGANISER', { areaId: city.id });
  const items = [{ code: 'A01', title: '基层民主自治', part: 'DOES' }];
  const list = { areaId: county.id, title: '准入清单', effectiveFrom: '2026-11-23', items };
  const { id } = await run(db, 'issueEntryList', list, { actor });

  await run(
    db,
    'mergeAreas',
    { ids: [county.id, survivor.id], into: { survivorId: survivor.id }, on: '2026-11-23' },
    { actor },
  );

  expect((await ask(db, ISSUED, { id })).issuedEntryList).toEqual({ state: 'WITHDRAWN' });
});

const listAt = async (id: string, asOf: string | null = null, now?: Date) =>
  (await ask(db, LIST_AT, { id, asOf }, now ? { now } : {})).area.entryList;

const REFUSED = /* GraphQL */ `
  mutation ($input: SendDownMatterInput!) {
    sendDownMatter(input: $input) {
      __typename
      ... on EntryRefused { code message nearest { code title part } }
    }
  }
`;
const MATTERS =
  'query ($where: SentDownMatterFilter) { sentDownMatters(first: 1, where: $where) { totalCount } }';
const TOLD = 'query ($id: ID!) { sentDownMatter(id: $id) { history { action ruleVersion } } }';
const REQUESTS = /* GraphQL */ `
  query ($where: EntryRequestFilter) {
    entryRequests(first: 5, where: $where) { totalCount nodes { unit { name } area { name } reason requestedOn } }
  }
`;
const LIST_AT = /* GraphQL */ `
  query ($id: ID!, $asOf: LocalDate) {
    area(id: $id, asOf: $asOf) {
      entryList { effectiveFrom ruleVersion items { code title unit { name } } issued { id } }
    }
  }
`;
const LISTS = /* GraphQL */ `
  query ($where: IssuedEntryListFilter) {
    issuedEntryLists(first: 5, where: $where) { totalCount nodes { id title area { name } history { action } } }
  }
`;
const LISTS_OF_CHILDREN = /* GraphQL */ `
  query ($id: ID!, $first: Int!) {
    area(id: $id) { children(first: $first) { nodes { entryList { ruleVersion issued { title } } } } }
  }
`;
const ITEMS =
  'query ($where: AssessmentItemFilter) { assessmentItems(first: 1, where: $where) { totalCount } }';
const STANDING = /* GraphQL */ `
  query ($matter: ID!, $entry: ID!, $item: ID!) {
    matter: sentDownMatter(id: $matter) { area { name } }
    entry: entryRequest(id: $entry) { area { name } }
    item: assessmentItem(id: $item) { area { name } }
  }
`;
const ISSUED = 'query ($id: ID!) { issuedEntryList(id: $id) { state } }';
const ITEM = 'query ($id: ID!) { assessmentItem(id: $id) { history { action ruleVersion } } }';
