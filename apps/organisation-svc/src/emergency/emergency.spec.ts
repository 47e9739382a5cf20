import { anActor, countStatements, NOW, testDatabase } from '@jinlin/testing';
import type { Area } from '../area/area.entity';
import { tables } from '../tables';
import { anAppointment, anArea, ask, run } from '../testing';

const db = testDatabase(tables);

let codes = 0;

/** An area of Shenyang, whose profile has an emergency roster. */
function inShenyang(given: Partial<Area>, parent: Area | null = null) {
  codes += 1;
  return anArea(db, { code: `2101990${String(codes).padStart(5, '0')}`, ...given }, parent);
}

const normal = [
  'COMPOUND_HEAD',
  'EMERGENCY_POINT_HEAD',
  'HONOUR_POINT_HEAD',
  'PROPERTY_STEWARD',
  'COMPOUND_GRID_MEMBER',
  'MEDICAL_INSPECTOR',
  'COMMUNITY_POLICE',
  'ENFORCEMENT_OFFICER',
];

/** A street with a community of one compound, whose team is complete in normal times. */
async function aTeam() {
  const street = await inShenyang({ level: 'TOWNSHIP', name: '新华街道' });
  const community = await inShenyang({}, street);
  const compound = await inShenyang({ level: 'COMPOUND', propertyMode: 'COMPANY' }, community);
  for (const post of normal) await anAppointment(db, compound, { post });
  const commander = anActor('STREET_COMMANDER', { areaId: street.id });
  const call = (given: object = {}, asking: object = {}) =>
    run(
      db,
      'callEmergency',
      {
        areaId: street.id,
        template: 'three-heads-five-members',
        until: '2026-11-30',
        reason: '暴雪红色预警',
        authority: '市防指〔2026〕3号',
        ...given,
      },
      { actor: commander, ...asking },
    );
  const move = (act: string, id: string, given: object = {}, asking: object = {}) =>
    run(db, act, { id, reason: '雪情变化', ...given }, { actor: commander, ...asking });
  return { street, community, compound, commander, call, move };
}

const day = (date: string) => new Date(`${date}T09:00:00+08:00`);

describe('the switch of a team from normal to emergency and back (平急转换, S13)', () => {
  it('turns at once: who was a steward brings supplies, and more are wanted', async () => {
    const { street, compound, call } = await aTeam();
    const before = await teamOf(compound);

    const emergency = await call();
    const after = await teamOf(compound);

    expect(before).toMatchObject({ mode: 'NORMAL', emergency: null, isComplete: true, vacant: [] });
    expect(before.posts[3]).toMatchObject({ post: { code: 'PROPERTY_STEWARD' }, minimum: 1, becomes: null });
    expect(emergency).toMatchObject({
      state: 'CALLED',
      from: '2026-11-23',
      until: '2026-11-30',
      isHolding: true,
      ruleVersion: '210100/roleTemplates/1',
      availableActions: ['EXTEND', 'END'],
    });
    expect(after).toMatchObject({ mode: 'EMERGENCY', emergency: { id: emergency.id }, isComplete: false });
    expect(after.posts[3]).toMatchObject({
      post: { code: 'PROPERTY_STEWARD' },
      becomes: 'Supplies',
      holders: { totalCount: 1 },
    });
    expect(after.vacant).toEqual(
      ['EMERGENCY_POINT_HEAD', 'COMPOUND_GRID_MEMBER', 'MEDICAL_INSPECTOR'].map((code) => ({
        post: { code },
        missing: 1,
      })),
    );
    expect(await coverageOf(street)).toMatchObject({ areasAtLevel: 1, complete: 0 });
    expect(await vacanciesOf(street)).toBe(3);
  });

  it('turns back when it is ended, or past its last day by itself', async () => {
    const { street, compound, call, move } = await aTeam();
    const { id } = await call();

    expect((await teamOf(compound, { now: day('2026-11-30') })).mode).toBe('EMERGENCY');
    expect((await teamOf(compound, { now: day('2026-12-01') })).mode).toBe('NORMAL');
    expect(await move('endEmergency', id, {}, { now: day('2026-11-26') })).toMatchObject({
      state: 'ENDED',
      to: '2026-11-26',
      isHolding: false,
      availableActions: [],
    });
    expect((await teamOf(compound, { now: day('2026-11-26') })).mode).toBe('NORMAL');
    expect(await coverageOf(street, { now: day('2026-11-26') })).toMatchObject({ complete: 1 });
  });

  it('is read as of any day: who was what', async () => {
    const { compound, call, move } = await aTeam();
    const { id } = await call();
    await move('endEmergency', id, {}, { now: day('2026-11-26') });
    const later = { now: day('2027-01-10') };
    const on = async (asOf: string) => (await teamOf(compound, { ...later, asOf })).mode;

    expect(await on('2026-11-22')).toBe('NORMAL');
    expect(await on('2026-11-23')).toBe('EMERGENCY');
    expect(await on('2026-11-25')).toBe('EMERGENCY');
    expect(await on('2026-11-26')).toBe('NORMAL');
    const { history } = (await ask(db, HISTORY, { id })).emergencyPeriod;
    expect(history).toEqual([
      { action: 'CALL', reason: '暴雪红色预警', ruleVersion: '210100/roleTemplates/1' },
      { action: 'END', reason: '雪情变化', ruleVersion: null },
    ]);
  });

  it('is extended while it holds, by order and beyond its last day', async () => {
    const { call, move } = await aTeam();
    const { id } = await call();
    const extend = (given: object, now = NOW) =>
      move('extendEmergency', id, { until: '2026-12-05', authority: '市防指〔2026〕4号', ...given }, { now });

    expect(await extend({ until: '2026-11-30' })).toMatchObject({ field: 'until' });
    expect(await extend({ authority: ' ' })).toMatchObject({ field: 'authority' });
    expect(await extend({ reason: ' ' })).toMatchObject({ field: 'reason' });
    expect(await extend({}, day('2026-12-01'))).toMatchObject({ field: 'id' });
    expect(await extend({})).toMatchObject({ state: 'CALLED', until: '2026-12-05' });
    expect((await ask(db, HISTORY, { id })).emergencyPeriod.history[1]).toMatchObject({
      action: 'EXTEND',
      reason: '雪情变化（市防指〔2026〕4号）',
    });
    expect(await move('endEmergency', id, {}, { now: day('2027-01-01') })).toMatchObject({
      to: '2026-12-06',
    });
    expect(await extend({ until: '2027-02-01' })).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it('is not called twice for one place, but again when the one before is over', async () => {
    const { compound, call, move } = await aTeam();
    const { id } = await call();

    expect(await call()).toMatchObject({ __typename: 'EmergencyHolding', code: 'EMERGENCY_HOLDING' });
    expect(await call({ areaId: compound.id })).toMatchObject({ __typename: 'EmergencyHolding' });
    await move('endEmergency', id);
    expect(await call({ areaId: compound.id })).toMatchObject({ state: 'CALLED' });
    expect(await call({ until: '2027-01-31' }, { now: day('2027-01-10') })).toMatchObject({
      state: 'CALLED',
      from: '2027-01-10',
    });
  });

  it.each([
    ['until', { until: '2026-11-22' }],
    ['reason', { reason: ' ' }],
    ['authority', { authority: '' }],
    ['template', { template: 'grid-team' }],
  ])('is not called with a wrong %s (%j)', async (field, wrong) => {
    const { call } = await aTeam();

    expect(await call(wrong)).toMatchObject({ __typename: 'InvalidInput', field });
  });

  it('is not called below the teams, nor from outside', async () => {
    const { compound, call, move } = await aTeam();
    const grid = await inShenyang({ level: 'GRID' }, compound);
    const elsewhere = anActor('ORGANISER', { areaId: (await inShenyang({ level: 'COUNTY' })).id });

    expect(await call({ areaId: grid.id })).toMatchObject({ field: 'areaId' });
    expect(await call({}, { actor: elsewhere })).toMatchObject({ __typename: 'NotFound' });
    const { id } = await call();
    expect(await move('endEmergency', id, {}, { actor: elsewhere })).toMatchObject({
      __typename: 'NotFound',
    });
    expect(await move('endEmergency', id, { reason: '' })).toMatchObject({ field: 'reason' });
  });
});

test('an emergency holds on for what comes after when its area ends, and is still told of as of the day before (S13, D13)', async () => {
  const { street, community, compound, call } = await aTeam();
  const survivor = await inShenyang({}, street);
  await call({ areaId: community.id });
  const merging = { now: day('2026-11-25'), actor: anActor('ORGANISER', { areaId: street.id }) };

  await run(
    db,
    'mergeAreas',
    { ids: [community.id, survivor.id], into: { survivorId: survivor.id }, on: '2026-11-25' },
    merging,
  );

  const mode = async (asOf: string) => (await teamOf(compound, { now: day('2026-11-26'), asOf })).mode;
  expect([await mode('2026-11-22'), await mode('2026-11-24'), await mode('2026-11-26')]).toEqual([
    'NORMAL',
    'EMERGENCY',
    'EMERGENCY',
  ]);
});

test('emergencies are listed by place, state, template and day (S13)', async () => {
  const { street, compound, call, move } = await aTeam();
  const { id } = await call();
  await move('endEmergency', id, {}, { now: day('2026-11-26') });
  await call({ areaId: compound.id, until: '2027-01-31' }, { now: day('2027-01-10') });
  const count = async (where: object) =>
    (await ask(db, LIST, { where: { withinId: street.id, ...where } })).emergencyPeriods.totalCount;

  expect(await count({})).toBe(2);
  expect(await count({ withinId: compound.id })).toBe(1);
  expect(await count({ state: 'ENDED', template: 'three-heads-five-members' })).toBe(1);
  expect(await count({ on: '2026-11-25' })).toBe(1);
  expect(await count({ on: '2026-11-26' })).toBe(0);
});

test('the teams of many compounds are read in as many statements as of one (S13)', async () => {
  const { community, call } = await aTeam();
  await call();
  for (let nth = 0; nth < 5; nth++) {
    await inShenyang({ level: 'COMPOUND', propertyMode: 'COMPANY' }, community);
  }
  const list = (first: number) => ask(db, TEAMS, { id: community.id, first });

  const one = await countStatements(() => list(1));
  const six = await countStatements(() => list(6));

  expect(six.answer.area.children.nodes.map(({ team }: { team: { mode: string } }) => team.mode)).toEqual(
    Array(6).fill('EMERGENCY'),
  );
  expect(six.statements.length).toBe(one.statements.length);
});

const teamOf = async ({ id }: Area, { asOf = null, ...asking }: { asOf?: string | null; now?: Date } = {}) =>
  (await ask(db, TEAM, { id, asOf }, asking)).area.team;

const coverageOf = async ({ id }: Area, asking = {}) =>
  (await ask(db, COVERAGE, { id }, asking)).area.roleCoverage;

const vacanciesOf = async ({ id }: Area) =>
  (await ask(db, VACANCIES, { id })).area.vacancies.nodes.filter(({ post }: { post: { code: string } }) =>
    normal.includes(post.code),
  ).length;

const TEAM = /* GraphQL */ `
  query ($id: ID!, $asOf: LocalDate) {
    area(id: $id, asOf: $asOf) {
      team(template: "three-heads-five-members") {
        mode isComplete emergency { id template { code } area { name } }
        posts { post { code } minimum becomes holders(first: 5) { totalCount } }
        vacant { post { code } missing }
      }
    }
  }
`;
const COVERAGE = /* GraphQL */ `
  query ($id: ID!) {
    area(id: $id) { roleCoverage(template: "three-heads-five-members") { areasAtLevel complete } }
  }
`;
const VACANCIES = /* GraphQL */ `
  query ($id: ID!) {
    area(id: $id) { vacancies(first: 20, template: "three-heads-five-members") { nodes { post { code } } } }
  }
`;
const HISTORY = 'query ($id: ID!) { emergencyPeriod(id: $id) { history { action reason ruleVersion } } }';
const LIST =
  'query ($where: EmergencyPeriodFilter) { emergencyPeriods(first: 1, where: $where) { totalCount } }';
const TEAMS = /* GraphQL */ `
  query ($id: ID!, $first: Int!) {
    area(id: $id) {
      children(first: $first) {
        nodes {
          team(template: "three-heads-five-members") {
            mode isComplete emergency { reason } posts { post { code } holders(first: 2) { totalCount } }
          }
        }
      }
    }
  }
`;
