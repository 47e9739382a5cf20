import { countStatements, testDatabase } from '@jinlin/testing';
import { anAgreement, aPair, type PairOf } from '../joint-work/joint-work.testing';
import { tables } from '../tables';
import { anArea, aPartyOrganisation, ask, aUnit, run } from '../testing';
import { attendanceSheetStates, jointActivityStates } from './joint-activity.states';

const db = testDatabase(tables);

const none = { __typename: 'NotFound' };
const TODAY = '2026-11-23';

const plan = (pair: PairOf, given: object = {}, actor = pair.clerk) =>
  run(
    db,
    'planJointActivity',
    {
      areaId: pair.community.id,
      title: '清扫背街小巷',
      theme: 'four-joints/03',
      organiserIds: [pair.unit.id],
      on: TODAY,
      ...given,
    },
    { actor },
  );

async function aHeldActivity(pair: PairOf, given: object = {}) {
  const { id } = await plan(pair, given, pair.organiser);
  return run(db, 'holdJointActivity', { id }, { actor: pair.organiser });
}

const record = (pair: PairOf, activityId: string, given: object = {}, actor = pair.clerk) =>
  run(db, 'recordAttendance', { activityId, heads: 40, ...given }, { actor });

describe('an activity of units and communities (H16, H17)', () => {
  it('is planned by several units on a theme, moved, held, and never again', async () => {
    const pair = await aPair(db);
    const other = await aUnit(db, pair.county, { name: '卫生局' });

    const { id, ...planned } = await plan(pair, { organiserIds: [pair.unit.id, other.id, other.id] });
    const move = (on: string) => run(db, 'moveJointActivity', { id, on }, { actor: pair.clerk });
    const hold = (on: string | null = null) =>
      run(db, 'holdJointActivity', { id, on, note: '顺利' }, { actor: pair.clerk });

    expect(planned).toMatchObject({ state: 'PLANNED', kind: 'JOINT', on: TODAY, personTimes: 0 });
    expect(await move('2026-11-22')).toMatchObject({ field: 'on' });
    expect(await move('2026-12-01')).toMatchObject({ on: '2026-12-01' });
    expect(await hold()).toMatchObject({ field: 'on' });
    expect(await hold(TODAY)).toMatchObject({ state: 'HELD', on: TODAY, availableActions: [] });
    expect(await hold()).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect(await move('2026-12-01')).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect((await ask(db, ACTIVITY, { id })).jointActivity).toMatchObject({
      theme: { title: 'Surroundings and cleaning' },
      organisers: [{ id: pair.unit.id }, { name: '卫生局' }],
      history: ['PLAN', 'MOVE', 'HOLD'].map((action) => ({ action })),
    });
  });

  it('is held under an agreement in force of one of its organisers', async () => {
    const pair = await aPair(db);
    const { agreement } = await anAgreement(db, pair);
    const stranger = await aUnit(db, pair.county);

    expect(await plan(pair, { agreementId: agreement.id })).toMatchObject({ state: 'PLANNED' });
    expect(await plan(pair, { agreementId: agreement.id, organiserIds: [stranger.id] })).toMatchObject({
      field: 'agreementId',
    });
    expect(await plan(pair, { agreementId: pair.unit.id })).toMatchObject(none);
    const { agreement: told } = await ask(db, UNDER, { id: agreement.id });
    expect(told.activities.totalCount).toBe(1);
  });

  it.each([
    ['title', { title: '' }],
    ['theme', { theme: 'five-activities/01' }],
    ['series', { series: 'dedication-day' }],
    ['organiserIds', { organiserIds: Array.from({ length: 21 }, (_, at) => `${at}`.padStart(36, '0')) }],
  ])('is not planned with a wrong %s', async (field, wrong) => {
    expect(await plan(await aPair(db), wrong)).toMatchObject({ __typename: 'InvalidInput', field });
  });

  it('is planned within one’s area, by units that are there, and cancelled with a reason', async () => {
    const pair = await aPair(db);
    const { id } = await plan(pair);
    const cancel = (reason: string, actor = pair.clerk) =>
      run(db, 'cancelJointActivity', { id, reason }, { actor });

    expect(await plan(pair, {}, pair.elsewhere)).toMatchObject(none);
    expect(await plan(pair, { organiserIds: [pair.community.id] })).toMatchObject(none);
    expect(await cancel('下雨', pair.elsewhere)).toMatchObject(none);
    expect(await cancel(' ')).toMatchObject({ field: 'reason' });
    expect(await cancel('下雨')).toMatchObject({ state: 'CANCELLED' });
    for (const [act, input] of [
      ['moveJointActivity', { on: TODAY }],
      ['holdJointActivity', {}],
    ] as const) {
      expect(await run(db, act, { id, ...input }, { actor: pair.clerk })).toMatchObject({
        __typename: 'ActionNotAllowed',
      });
    }
  });
});

describe('a theme day (主题党日, H18)', () => {
  it('belongs to a festival of the locality, which gives it its kind', async () => {
    const pair = await aPair(db);

    expect(await plan(pair, { series: 'dragon-boat' })).toMatchObject({
      kind: 'THEME_DAY',
      series: { code: 'dragon-boat' },
    });
    expect(await plan(pair, { series: 'party-affairs' })).toMatchObject({ kind: 'TRAINING' });
  });

  it('is attended by several organisations, each with a sheet of its own', async () => {
    const pair = await aPair(db);
    const { id } = await aHeldActivity(pair, { series: 'july-first' });
    const branch = await aPartyOrganisation(db, pair.community);

    await record(pair, id, { unitId: pair.unit.id, heads: 12 });
    await record(pair, id, { partyOrganisationId: branch.id, heads: 30 });

    expect((await ask(db, ACTIVITY, { id })).jointActivity).toMatchObject({
      personTimes: 42,
      attendance: {
        totalCount: 2,
        personTimes: 42,
        nodes: expect.arrayContaining([
          { heads: 12, unit: { id: pair.unit.id }, partyOrganisation: null },
          { heads: 30, unit: null, partyOrganisation: { id: branch.id } },
        ]),
      },
    });
  });
});

describe('an attendance sheet', () => {
  it('is kept once for each place and unit, also when two record it at once', async () => {
    const pair = await aPair(db);
    const { id } = await aHeldActivity(pair);

    const answers = await Promise.all([record(pair, id), record(pair, id), record(pair, id)]);

    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      'AttendanceAlreadyRecorded',
      'AttendanceAlreadyRecorded',
      'AttendanceSheet',
    ]);
  });

  it('is corrected and struck with a reason; what is struck counts no more and makes room', async () => {
    const pair = await aPair(db);
    const { id } = await aHeldActivity(pair);
    const sheet = await record(pair, id);
    const on = (act: string, input: object, actor = pair.clerk) =>
      run(db, act, { id: sheet.id, ...input }, { actor });
    const personTimes = async () => (await ask(db, ACTIVITY, { id })).jointActivity.personTimes;

    expect(await on('correctAttendance', { heads: 45, reason: '' })).toMatchObject({ field: 'reason' });
    expect(await on('correctAttendance', { heads: 0, reason: '误' })).toMatchObject({ field: 'heads' });
    expect(await on('correctAttendance', { heads: 45, reason: '误' }, pair.elsewhere)).toMatchObject(none);
    expect(await on('correctAttendance', { heads: 45, reason: '误' })).toMatchObject({ heads: 45 });
    expect(await personTimes()).toBe(45);
    expect(await on('strikeAttendance', { reason: ' ' })).toMatchObject({ field: 'reason' });
    expect(await on('strikeAttendance', { reason: '重复' }, pair.elsewhere)).toMatchObject(none);
    expect(await on('strikeAttendance', { reason: '重复' })).toMatchObject({
      state: 'STRUCK',
      availableActions: [],
    });
    expect(await personTimes()).toBe(0);
    expect(await on('correctAttendance', { heads: 45, reason: '误' })).toMatchObject({
      __typename: 'ActionNotAllowed',
    });
    expect(await record(pair, id)).toMatchObject({ state: 'RECORDED' });
  });

  it('is of an activity that was held, at a place of it, of one organisation', async () => {
    const pair = await aPair(db);
    const planned = await plan(pair);
    const { id } = await aHeldActivity(pair);
    const there = await anArea(db, {}, pair.street);
    const branch = await aPartyOrganisation(db, pair.community);

    expect(await record(pair, planned.id)).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect(await record(pair, id, { areaId: there.id }, pair.organiser)).toMatchObject(none);
    expect(await record(pair, id, {}, pair.elsewhere)).toMatchObject(none);
    expect(await record(pair, pair.unit.id)).toMatchObject(none);
    expect(await record(pair, id, { unitId: there.id })).toMatchObject(none);
    expect(await record(pair, id, { partyOrganisationId: there.id })).toMatchObject(none);
    expect(await record(pair, id, { unitId: pair.unit.id, partyOrganisationId: branch.id })).toMatchObject({
      field: 'partyOrganisationId',
    });
    for (const heads of [0, 100_001]) {
      expect(await record(pair, id, { heads })).toMatchObject({ field: 'heads' });
    }
  });
});

describe('a day that comes again (S9, D9)', () => {
  it('counts the years that it was held without a gap, and everybody who came', async () => {
    const pair = await aPair(db, '210100');
    const locality = await anArea(db, { level: 'PREFECTURE', code: '210100', name: '沈阳市' });
    const street = await anArea(db, { level: 'TOWNSHIP', code: '210198000000' }, locality);
    const given = { areaId: street.id, series: 'dedication-day', theme: 'five-activities/01' };
    const actor = { ...pair.organiser, areaId: locality.id };
    const city = { ...pair, organiser: actor };
    for (const year of [2018, 2020, 2021, 2022]) {
      const { id } = await aHeldActivity(city, { ...given, on: `${year}-07-01` });
      await record(city, id, { heads: 100 }, actor);
    }
    const cancelled = await plan(city, { ...given, on: '2023-07-01' }, actor);
    await run(db, 'cancelJointActivity', { id: cancelled.id, reason: '疫情' }, { actor });

    const { activitySeries } = await ask(db, SERIES, { localityCode: '210100', code: 'dedication-day' });

    expect(activitySeries).toEqual([
      {
        title: 'Community Dedication Day of Party members',
        kind: 'SERVICE_DAY',
        consecutiveYears: 3,
        personTimes: 400,
        years: [2022, 2021, 2020, 2018].map((year) => ({ year, activities: 1, personTimes: 100 })),
      },
    ]);
  });

  it('is data of a profile', async () => {
    const codesOf = async (localityCode: string) => {
      const source =
        'query ($localityCode: AreaCode!) { activitySeries(localityCode: $localityCode) { code } }';
      const { activitySeries } = await ask(db, source, { localityCode });
      return activitySeries.map(({ code }: { code: string }) => code);
    };
    await anArea(db, { level: 'COUNTY', code: '522701', name: '都匀市' });

    expect(await codesOf('522701')).toEqual(['home-door-day']);
    expect(await codesOf('990000')).toEqual([]);
  });
});

test('themes are data of a profile: four joints (H16), five activities (S4)', async () => {
  const source = 'query ($localityCode: AreaCode!) { themes(localityCode: $localityCode) { key title } }';
  const themesOf = async (localityCode: string) => (await ask(db, source, { localityCode })).themes;

  expect(await themesOf('510522')).toHaveLength(4);
  expect((await themesOf('210100')).map(({ key }: { key: string }) => key)).toEqual(
    expect.arrayContaining(['six-neighbours/06', 'five-activities/05']),
  );
  expect(await themesOf('350100')).toEqual([]);
});

test('activities and sheets live as their tables say', () => {
  expect(jointActivityStates.reachable('PLANNED')).toEqual(new Set(['PLANNED', 'HELD', 'CANCELLED']));
  expect(attendanceSheetStates.reachable('RECORDED')).toEqual(new Set(['RECORDED', 'STRUCK']));
});

test('activities and sheets are found by what a desk asks for; eight in as many statements as one', async () => {
  const pair = await aPair(db);
  for (let nth = 0; nth < 8; nth++) {
    const { id } = await aHeldActivity(pair, { on: `2026-0${nth + 1}-10` });
    await record(pair, id, { unitId: pair.unit.id, heads: 10 });
  }
  await plan(pair, { series: 'national-day', theme: null, on: '2026-12-01' });
  await plan(pair, { organiserIds: [], on: '2026-12-02' });
  const count = async (where: object) =>
    (await ask(db, ACTIVITIES, { where: { withinId: pair.street.id, ...where } })).jointActivities;
  const sheets = async (where: object) =>
    (await ask(db, SHEETS, { where: { withinId: pair.street.id, ...where } })).attendanceSheets;

  expect(await count({})).toMatchObject({ totalCount: 10, personTimes: 80 });
  expect(await count({ state: 'HELD', to: '2026-03-31' })).toMatchObject({ totalCount: 3, personTimes: 30 });
  expect(await count({ kind: 'THEME_DAY', series: 'national-day' })).toMatchObject({ totalCount: 1 });
  expect(await count({ theme: 'four-joints/03', unitId: pair.unit.id })).toMatchObject({ totalCount: 8 });
  expect(await count({ from: '2026-12-02' })).toMatchObject({ totalCount: 1, personTimes: 0 });
  expect(await sheets({ unitId: pair.unit.id, state: 'RECORDED' })).toMatchObject({ totalCount: 8 });
  expect(await sheets({ from: '2026-02-01', to: '2026-02-28' })).toMatchObject({ personTimes: 10 });
  expect(await sheets({ series: 'national-day' })).toMatchObject({ totalCount: 0, personTimes: 0 });
  const list = (first: number) =>
    ask(db, ACTIVITIES, { first, where: { withinId: pair.street.id, state: 'HELD' } });
  const one = await countStatements(() => list(1));
  const eight = await countStatements(() => list(8));
  expect(eight.statements.length).toBe(one.statements.length);
});

const ACTIVITY = /* GraphQL */ `
  query ($id: ID!) {
    jointActivity(id: $id) {
      personTimes
      theme { title }
      organisers { id name }
      attendance(first: 5) { totalCount personTimes nodes { heads unit { id } partyOrganisation { id } } }
      history { action }
    }
  }
`;
const UNDER = 'query ($id: ID!) { agreement(id: $id) { activities(first: 5) { totalCount } } }';
const SERIES = /* GraphQL */ `
  query ($localityCode: AreaCode!, $code: String) {
    activitySeries(localityCode: $localityCode, code: $code) {
      title kind consecutiveYears personTimes years { year activities personTimes }
    }
  }
`;
const ACTIVITIES = /* GraphQL */ `
  query ($first: Int = 1, $where: JointActivityFilter) {
    jointActivities(first: $first, where: $where) {
      totalCount personTimes
      nodes {
        personTimes
        area { name jointActivities(first: 1, kind: JOINT) { totalCount } }
        series { title } theme { title }
        organisers { name jointActivities(first: 1, state: HELD) { totalCount } }
        attendance(first: 2) { personTimes nodes { unit { name } area { name } history { action } } }
        history { action }
      }
    }
  }
`;
const SHEETS = /* GraphQL */ `
  query ($where: AttendanceSheetFilter) {
    attendanceSheets(first: 1, where: $where) { totalCount personTimes nodes { activity { title } } }
  }
`;
