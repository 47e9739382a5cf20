import { randomUUID } from 'node:crypto';
import { anActor, countStatements, testDatabase, withReach } from '@jinlin/testing';
import { tables } from '../tables';
import { anArea, ask, askArea, aTeam, run } from '../testing';
import { activityStates, participationStates, teamStates, volunteerStates } from './volunteer.states';

const db = testDatabase(tables);

/** A community of Xianyou, whoever keeps its teams, and a team that recruits. */
async function aCommunity() {
  const community = await anArea(db, { code: '350322104009', name: '圣泉社区' });
  const actor = anActor('COMMUNITY_CLERK', { areaId: community.id });
  const team = await aTeam(db, community);
  const act = (name: string, input: object, by = actor) => run(db, name, input as never, { actor: by });
  const apply = (given: object = {}) =>
    act('applyToVolunteer', { teamId: team.id, name: '张安宁', phone: '15400001234', ...given });
  const serving = async () => {
    const { id } = await apply();
    await act('admitVolunteer', { id });
    return id as string;
  };
  const plan = (given: object = {}) =>
    act('planVolunteerActivity', {
      teamId: team.id,
      title: '法治宣讲',
      kind: 'LAW',
      startsAt: '2026-11-24T09:00:00+08:00',
      endsAt: '2026-11-24T11:00:00+08:00',
      ...given,
    });
  return { community, actor, team, act, apply, serving, plan };
}

const today = { startsAt: '2026-11-23T07:00:00+08:00', endsAt: '2026-11-23T10:00:00+08:00' };

describe('a team (D19)', () => {
  it('is founded, recruits and is disbanded, with what is wrong named', async () => {
    const { community, act } = await aCommunity();
    const found = (given: object = {}) =>
      act('foundVolunteerTeam', {
        name: '党员志愿服务一队',
        areaId: community.id,
        foundedOn: '2026-11-01',
        ...given,
      });

    expect(await found({ name: ' ' })).toMatchObject({ message: '"name" must not be blank.' });
    expect(await found({ foundedOn: '2027-01-01' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await found({ areaId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
    const { id } = await found({ isOfPartyMembers: true });
    expect(await act('recruitVolunteers', { id, wanted: 0, call: '来' })).toMatchObject({
      message: '"wanted" must be from 1 to 1000.',
    });
    expect(await act('recruitVolunteers', { id, wanted: 5, call: '来' })).toMatchObject({
      state: 'RECRUITING',
    });
    expect(await act('endRecruitment', { id })).toMatchObject({ state: 'ACTIVE' });
    expect(await act('disbandVolunteerTeam', { id, reason: ' ' })).toMatchObject({
      __typename: 'InvalidInput',
    });
    expect(await act('disbandVolunteerTeam', { id, reason: '并队' })).toMatchObject({
      state: 'DISBANDED',
      availableActions: [],
    });
  });

  it('is not disbanded over its plans, and plans nothing afterwards', async () => {
    const { team, act, plan } = await aCommunity();
    const disband = () => act('disbandVolunteerTeam', { id: team.id, reason: '并队' });
    const { id } = await plan();

    expect(await disband()).toMatchObject({ __typename: 'TeamHasPlans' });
    await act('cancelVolunteerActivity', { id, reason: '下雨' });
    expect(await disband()).toMatchObject({ state: 'DISBANDED' });
    expect(await plan()).toMatchObject({ message: 'The team is disbanded.' });
  });

  it('is nobody’s from elsewhere', async () => {
    const { team, act } = await aCommunity();
    const elsewhere = anActor('COMMUNITY_CLERK', { areaId: (await anArea(db)).id });

    expect(await act('endRecruitment', { id: team.id }, elsewhere)).toMatchObject({ __typename: 'NotFound' });
    expect(await act('applyToVolunteer', { teamId: team.id, name: '张安宁' }, elsewhere)).toMatchObject({
      __typename: 'NotFound',
    });
  });
});

describe('a volunteer', () => {
  it('applies, is admitted in a role, changes it and leaves (X16)', async () => {
    const { team, act, apply } = await aCommunity();
    const { id } = await apply();

    expect(await act('admitVolunteer', { id, role: 'MEMBER' })).toMatchObject({ state: 'ACTIVE' });
    expect(await act('changeVolunteerRole', { id, role: 'LAW_SAVVY' })).toMatchObject({ role: 'LAW_SAVVY' });
    expect((await ask(db, TEAM, { id: team.id })).volunteerTeam).toMatchObject({ memberCount: 1 });
    expect(await act('leaveVolunteerTeam', { id, reason: ' ' })).toMatchObject({
      __typename: 'InvalidInput',
    });
    expect(await act('leaveVolunteerTeam', { id, reason: '迁出' })).toMatchObject({ state: 'LEFT' });
    expect(await act('changeVolunteerRole', { id, role: 'LEADER' })).toMatchObject({
      message: 'Cannot CHANGE_ROLE while LEFT.',
    });
    expect((await ask(db, TEAM, { id: team.id })).volunteerTeam).toMatchObject({ memberCount: 0 });
  });

  it('is declined with a reason', async () => {
    const { act, apply } = await aCommunity();
    const { id } = await apply();

    expect(await act('declineVolunteer', { id, reason: '' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await act('declineVolunteer', { id, reason: '名额已满' })).toMatchObject({ state: 'DECLINED' });
  });

  it('serves in a team once, and only in one that recruits', async () => {
    const { team, act, apply } = await aCommunity();
    const personId = randomUUID();

    const answers = await Promise.all([apply({ personId }), apply({ personId })]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['InvalidInput', 'Volunteer']);
    expect(await apply({ name: '' })).toMatchObject({ __typename: 'InvalidInput' });
    await act('endRecruitment', { id: team.id });
    expect(await apply()).toMatchObject({ __typename: 'NotRecruiting' });
  });

  it('is seen by themselves and by who keeps the team, masked; the database holds to it', async () => {
    const { community, actor, team, act } = await aCommunity();
    const personId = randomUUID();
    const resident = anActor('RESIDENT', { personId, areaId: community.id });
    const { id } = await act('applyToVolunteer', { teamId: team.id, name: '张安宁' }, resident);
    const see = async (by: ReturnType<typeof anActor> | null) =>
      (await ask(db, VOLUNTEER, { id }, { actor: by })).volunteer;

    expect(await see(resident)).toMatchObject({ maskedName: '张**' });
    expect(await see(actor)).toMatchObject({ id });
    for (const by of [
      null,
      anActor('RESIDENT', { personId: randomUUID(), areaId: community.id }),
      anActor('SITE_MANAGER', { unitId: randomUUID() }),
      anActor('COMMUNITY_CLERK', { areaId: (await anArea(db)).id }),
    ]) {
      expect(await see(by)).toBeNull();
    }
    expect(await db.query('select id from volunteer where id = $1', [id])).toEqual([]);
    const [{ row }] = await withReach(db, (tx) =>
      tx.query('select v::text as row from volunteer v where id = $1', [id]),
    );
    expect(row).not.toContain('张安宁');
    const trusted = { ...actor, scopes: ['pii:read'] };
    await expect(ask(db, IN_CLEAR, { id }, { actor })).rejects.toThrow('pii:read');
    const clear = await ask(db, IN_CLEAR, { id }, { actor: trusted });
    expect(clear.volunteer.inClear).toEqual({ name: '张安宁', phone: null });
  });
});

describe('an activity (X16)', () => {
  it('is held once it has begun, with the people it reached', async () => {
    const { act, plan } = await aCommunity();
    const tomorrow = await plan();
    const { id } = await plan(today);
    const hold = (given: object) => act('holdVolunteerActivity', { id, audience: 50, ...given });

    expect(await hold({ id: tomorrow.id })).toMatchObject({ message: 'The activity has not begun yet.' });
    expect(await hold({ audience: -1 })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await hold({})).toMatchObject({ state: 'HELD', audience: 50 });
    expect(await hold({})).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect(await act('cancelVolunteerActivity', { id: tomorrow.id, reason: '' })).toMatchObject({
      __typename: 'InvalidInput',
    });
  });

  it('is refused with the name of what is wrong', async () => {
    const { plan } = await aCommunity();

    expect(await plan({ title: ' ' })).toMatchObject({ message: '"title" must not be blank.' });
    expect(await plan({ endsAt: '2026-11-24T08:00:00+08:00' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await plan({ places: 0 })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await plan({ teamId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
  });

  it('gives its last place once, and again when somebody withdraws', async () => {
    const { act, plan, serving } = await aCommunity();
    const { id: activityId } = await plan({ places: 2 });
    const people = [await serving(), await serving(), await serving(), await serving()];
    const sign = (volunteerId: string) => act('signUpForActivity', { activityId, volunteerId });

    const answers = await Promise.all(people.map(sign));

    const parts = answers.filter(({ __typename }) => __typename === 'ActivityParticipation');
    expect(parts).toHaveLength(2);
    expect(answers.filter(({ __typename }) => __typename === 'ActivityFull')).toHaveLength(2);
    await act('withdrawSignUp', { id: parts[0].id });
    const left = people.find((_, at) => answers[at].__typename === 'ActivityFull')!;
    expect(await sign(left)).toMatchObject({ state: 'SIGNED_UP' });
    expect(await sign(left)).toMatchObject({
      __typename: expect.stringMatching('ActivityFull|InvalidInput'),
    });
  });

  it('is no place for who does not serve, nor twice for who does', async () => {
    const { act, apply, plan, serving } = await aCommunity();
    const { id: activityId } = await plan();
    const volunteerId = await serving();
    const sign = (id: string) => act('signUpForActivity', { activityId, volunteerId: id });

    expect(await sign((await apply()).id)).toMatchObject({
      message: 'Only who serves in the team signs up.',
    });
    expect(await sign(volunteerId)).toMatchObject({ state: 'SIGNED_UP' });
    expect(await sign(volunteerId)).toMatchObject({ __typename: 'InvalidInput' });
    await act('cancelVolunteerActivity', { id: activityId, reason: '下雨' });
    expect(await sign(await serving())).toMatchObject({ __typename: 'InvalidInput' });
  });

  it('counts hours once held, no longer than it lasted', async () => {
    const { actor, act, plan, serving } = await aCommunity();
    const { id: activityId } = await plan(today);
    const volunteerId = await serving();
    const [{ id }, missed] = [
      await act('signUpForActivity', { activityId, volunteerId }),
      await act('signUpForActivity', { activityId, volunteerId: await serving() }),
    ];
    const record = (minutes: number) => act('recordVolunteerHours', { id, minutes });

    expect(await record(90)).toMatchObject({ message: 'Record first that the activity was held.' });
    await act('holdVolunteerActivity', { id: activityId, audience: 20 });
    expect(await record(181)).toMatchObject({ message: '"minutes" must be from 1 to 180.' });
    expect(await record(90)).toMatchObject({ state: 'SERVED', hours: 1.5 });
    expect(await act('recordMissedService', { id: missed.id })).toMatchObject({ state: 'MISSED' });
    expect((await ask(db, VOLUNTEER, { id: volunteerId }, { actor })).volunteer).toMatchObject({
      hours: 1.5,
      participations: [{ hours: 1.5, activity: { hours: 1.5, audience: 20 } }],
    });
  });
});

test('what the volunteers of an area do is counted, a hundred areas at once (IND-16)', async () => {
  const { community, act, serving, plan } = await aCommunity();
  const volunteerId = await serving();
  await serving();
  const { id: activityId } = await plan(today);
  const { id } = await act('signUpForActivity', { activityId, volunteerId });
  await act('holdVolunteerActivity', { id: activityId, audience: 20 });
  await act('recordVolunteerHours', { id, minutes: 90 });
  const empty = await anArea(db, { householdCount: null });
  const count = (ids: string[]) => askArea(db, ids, VOLUNTEERING, { actor: null });

  expect(await count([community.id, empty.id])).toEqual([
    {
      volunteering: { teams: 1, members: 2, perHundredHouseholds: 0.2, hours: 1.5, hoursPerMember: 0.75 },
      before: { hours: 0 },
    },
    {
      volunteering: { teams: 0, members: 0, perHundredHouseholds: null, hours: 0, hoursPerMember: null },
      before: { hours: 0 },
    },
  ]);
  const one = await countStatements(() => count([community.id]));
  const two = await countStatements(() => count([community.id, empty.id]));
  expect(two.statements.length).toBe(one.statements.length);
});

test('every state can be reached', () => {
  expect([...teamStates.reachable('ACTIVE')].sort()).toEqual([...teamStates.states].sort());
  expect([...volunteerStates.reachable('APPLIED')].sort()).toEqual([...volunteerStates.states].sort());
  expect([...activityStates.reachable('PLANNED')].sort()).toEqual([...activityStates.states].sort());
  expect([...participationStates.reachable('SIGNED_UP')].sort()).toEqual(
    [...participationStates.states].sort(),
  );
});

test('teams, volunteers and activities are found by what a desk asks for; four in as many statements as one', async () => {
  const { community, actor, team, plan, serving, act } = await aCommunity();
  for (let nth = 0; nth < 4; nth++) {
    await aTeam(db, community, { isOfPartyMembers: true, name: `党员志愿服务${nth}队` });
    await serving();
    const { id } = await plan(today);
    await act('holdVolunteerActivity', { id, audience: 10 });
  }
  const list = (first: number) => ask(db, LISTS, { first, areaId: community.id, teamId: team.id }, { actor });

  expect(await list(4)).toMatchObject({
    volunteerTeams: { totalCount: 4 },
    volunteers: { totalCount: 4 },
    volunteerActivities: { totalCount: 4, audience: 40 },
  });
  const one = await countStatements(() => list(1));
  const four = await countStatements(() => list(4));
  expect(four.statements.length).toBe(one.statements.length);
});

const TEAM = 'query ($id: ID!) { volunteerTeam(id: $id) { memberCount } }';
const VOLUNTEER = /* GraphQL */ `
  query ($id: ID!) {
    volunteer(id: $id) {
      id maskedName hours
      participations { hours activity { hours audience } }
    }
  }
`;
const IN_CLEAR = `query ($id: ID!) { volunteer(id: $id) { inClear(purpose: "活动通知") { name phone } } }`;
const LISTS = /* GraphQL */ `
  query ($first: Int!, $areaId: ID!, $teamId: ID!) {
    volunteerTeams(
      first: $first
      where: { areaId: $areaId, isOfPartyMembers: true, states: [RECRUITING], foundedBy: "2026-01-01" }
    ) {
      totalCount
      nodes { activities(first: 2, state: HELD) { totalCount } history { action } }
    }
    volunteers(first: $first, where: { areaId: $areaId, teamId: $teamId, role: MEMBER, state: ACTIVE }) {
      totalCount
      nodes { team { name } hours points { balance } participations { state } history { action } }
    }
    volunteerActivities(
      first: $first
      where: { areaId: $areaId, teamId: $teamId, kind: LAW, state: HELD, from: "2026-11-23", to: "2026-11-23" }
    ) {
      totalCount
      audience
      nodes { team { name } hours history { action } }
    }
  }
`;
const VOLUNTEERING = `volunteering(from: "2026-11-23", to: "2026-11-23") {
  teams members perHundredHouseholds hours hoursPerMember
} before: volunteering(to: "2026-11-22") { hours }`;
