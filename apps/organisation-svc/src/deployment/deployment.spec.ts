import { anActor, countStatements, NOW, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { aCounty, anArea, aPerson, ask, aUnit, run } from '../testing';

const db = testDatabase(tables);

async function aFrontLine() {
  const { county, street, organiser, elsewhere } = await aCounty(db);
  const community = await anArea(db, { name: '千山社区' }, street);
  const other = await anArea(db, {}, street);
  const unit = await aUnit(db, county);
  const desk = anActor('DEPARTMENT_CLERK', { unitId: unit.id });
  const act = (name: string, input: Record<string, unknown>, { actor = organiser, now = NOW } = {}) =>
    run(db, name, input, { actor, now });
  const call = (given: object = {}, actor = organiser) =>
    act(
      'callToFrontLine',
      {
        areaId: county.id,
        title: '疫情防控下沉',
        from: '2026-11-20',
        to: '2026-12-10',
        needed: 500,
        ...given,
      },
      { actor },
    );
  const aMember = async () => (await aPerson(db, county)).id;
  const signUp = async (callId: string, personId: string, actor = desk) =>
    act('signUpForDeployment', { callId, personId, ...(actor === desk && { unitId: unit.id }) }, { actor });
  const assign = (id: string, given: object = {}, actor = organiser) =>
    act(
      'assignDeployment',
      { id, areaId: community.id, from: '2026-11-21', to: '2026-11-30', ...given },
      { actor },
    );
  const shift = (id: string, startsAt: string, endsAt: string) =>
    act('planDeploymentShift', { id, startsAt, endsAt, task: '卡口值守' });
  return {
    county,
    street,
    community,
    other,
    unit,
    desk,
    organiser,
    elsewhere,
    act,
    call,
    aMember,
    signUp,
    assign,
    shift,
  };
}

/** Somebody who signed up and was sent to the community. */
async function somebodySent() {
  const line = await aFrontLine();
  const { id: callId } = await line.call();
  const personId = await line.aMember();
  const { id } = await line.signUp(callId, personId);
  await line.assign(id);
  return { ...line, callId, personId, id };
}

describe('the way to the front line (S25, F8)', () => {
  it('leads from the call through sign-up, place, shifts and duty back', async () => {
    const { community, act, call, aMember, signUp, assign, shift } = await aFrontLine();
    const { id: callId, ...called } = await call();

    const { id, ...signed } = await signUp(callId, await aMember());
    const assigned = await assign(id);
    const reported = await act('reportInForDeployment', { id });
    const planned = await shift(id, '2026-11-23T08:00:00+08:00', '2026-11-23T16:00:00+08:00');
    const [{ id: shiftId }] = planned.shifts as [{ id: string }];

    expect(called).toMatchObject({ state: 'OPEN', signedUp: 0 });
    expect(signed).toMatchObject({ state: 'SIGNED_UP', place: null });
    expect(assigned).toMatchObject({ state: 'ASSIGNED', place: { id: community.id }, from: '2026-11-21' });
    expect(reported).toMatchObject({ state: 'ON_DUTY' });
    expect(await act('closeDeploymentShift', { shiftId, isServed: true })).toMatchObject({
      shifts: [{ state: 'SERVED' }],
    });
    expect(await act('releaseFromDeployment', { id, reason: '轮换' })).toMatchObject({
      state: 'RELEASED',
      to: '2026-11-23',
      releasedAt: NOW.toISOString(),
      availableActions: [],
    });
    expect((await ask(db, TOLD, { id })).deployment).toBeNull();
  });

  it('shows nobody but those concerned who goes where', async () => {
    const { desk, elsewhere, organiser, personId, id, callId } = await somebodySent();
    const sees = async (actor: typeof desk | null) =>
      (await ask(db, TOLD, { id }, { actor })).deployment !== null;
    const themselves = anActor('RESIDENT', { personId });

    expect(await Promise.all([organiser, desk, themselves].map(sees))).toEqual([true, true, true]);
    expect(await Promise.all([elsewhere, anActor('RESIDENT'), null].map(sees))).toEqual([
      false,
      false,
      false,
    ]);
    // How many signed up is open, who they are is not.
    expect((await ask(db, CALL, { id: callId }, { actor: null })).deploymentCall).toEqual({
      signedUp: 1,
      deployments: { totalCount: 0, peopleCount: 0 },
    });
    expect((await ask(db, CALL, { id: callId }, { actor: organiser })).deploymentCall.deployments).toEqual({
      totalCount: 1,
      peopleCount: 1,
    });
  });

  it('is gone once for each call, by themselves or by the desk of their unit', async () => {
    const { county, desk, act, call, aMember, signUp } = await aFrontLine();
    const { id: callId } = await call();
    const personId = await aMember();
    const themselves = anActor('RESIDENT', { personId });

    expect(await act('signUpForDeployment', { callId, personId }, { actor: themselves })).toMatchObject({
      state: 'SIGNED_UP',
    });
    expect(await signUp(callId, personId)).toMatchObject({ __typename: 'AlreadySignedUp' });
    expect(
      await act('signUpForDeployment', { callId, personId: await aMember() }, { actor: themselves }),
    ).toMatchObject({ __typename: 'NotFound' });
    const foreign = await aUnit(db, county, { name: '他局' });
    expect(
      await act(
        'signUpForDeployment',
        { callId, personId: await aMember(), unitId: foreign.id },
        { actor: desk },
      ),
    ).toMatchObject({ __typename: 'NotFound' });
  });

  it('never has anybody at two places on one day', async () => {
    const { other, call, assign, signUp, personId } = await somebodySent();
    const { id: secondCall } = await call({ title: '防汛' });
    const { id: second } = await signUp(secondCall, personId);

    expect(await assign(second, { areaId: other.id, from: '2026-11-30', to: '2026-12-02' })).toMatchObject({
      __typename: 'DeployedElsewhere',
    });
    expect(await assign(second, { areaId: other.id, from: '2026-12-01', to: '2026-12-02' })).toMatchObject({
      state: 'ASSIGNED',
    });
  });

  it('has one of two places when both are given at the same moment', async () => {
    const { call, aMember, signUp, assign } = await aFrontLine();
    const personId = await aMember();
    const calls = await Promise.all([call(), call(), call(), call()]);
    const ids = await Promise.all(calls.map(async ({ id }) => (await signUp(id, personId)).id));

    const answers = await Promise.all(ids.map((id) => assign(id)));

    expect(answers.filter(({ __typename }) => __typename === 'Deployment')).toHaveLength(1);
    expect(answers.filter(({ __typename }) => __typename === 'DeployedElsewhere')).toHaveLength(3);
  });

  it('never has anybody on two shifts at one time, and no shift out of its days', async () => {
    const { id, shift, act } = await somebodySent();
    await shift(id, '2026-11-24T08:00:00+08:00', '2026-11-24T16:00:00+08:00');

    expect(await shift(id, '2026-11-24T15:00:00+08:00', '2026-11-24T20:00:00+08:00')).toMatchObject({
      __typename: 'OnAnotherShift',
    });
    const next = await shift(id, '2026-11-24T16:00:00+08:00', '2026-11-25T00:00:00+08:00');
    expect(next).toMatchObject({ shifts: [{}, {}] });
    expect(await shift(id, '2026-11-26T08:00:00+08:00', '2026-11-27T08:01:00+08:00')).toMatchObject({
      field: 'endsAt',
    });
    expect(await shift(id, '2026-12-01T08:00:00+08:00', '2026-12-01T09:00:00+08:00')).toMatchObject({
      field: 'endsAt',
    });
    const [{ id: shiftId }] = next.shifts as [{ id: string }];
    expect(await act('closeDeploymentShift', { shiftId, isServed: true })).toMatchObject({
      field: 'shiftId',
    });
    expect(
      await act('planDeploymentShift', {
        id,
        startsAt: NOW.toISOString(),
        endsAt: NOW.toISOString(),
        task: ' ',
      }),
    ).toMatchObject({
      field: 'task',
    });
  });

  it('loses the shifts of the place that it leaves', async () => {
    const { id, other, assign, shift } = await somebodySent();
    await shift(id, '2026-11-24T08:00:00+08:00', '2026-11-24T16:00:00+08:00');

    expect(await assign(id, { areaId: other.id })).toMatchObject({
      place: { id: other.id },
      shifts: [{ state: 'CANCELLED' }],
    });
  });

  it('ends for everybody when the call is stood down', async () => {
    const { id, callId, aMember, signUp, act, organiser } = await somebodySent();
    await act('reportInForDeployment', { id });
    const { id: waiting } = await signUp(callId, await aMember());

    expect(await act('standDownCall', { id: callId, reason: ' ' })).toMatchObject({ field: 'reason' });
    expect(await act('standDownCall', { id: callId, reason: '疫情结束' })).toMatchObject({
      state: 'STOOD_DOWN',
    });
    const stateOf = async (which: string) =>
      (await ask(db, TOLD, { id: which }, { actor: organiser })).deployment.state;
    expect(await stateOf(id)).toBe('RELEASED');
    expect(await stateOf(waiting)).toBe('LET_GO');
    expect(await signUp(callId, await aMember())).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it('ends for ten in as many statements as for one', async () => {
    const { community, call, aMember, signUp, assign, act } = await aFrontLine();
    const statementsFor = async (people: number) => {
      const { id: callId } = await call();
      for (let nth = 0; nth < people; nth++) {
        const { id } = await signUp(callId, await aMember());
        await assign(id, { areaId: community.id });
        await act('reportInForDeployment', { id });
      }
      const { statements } = await countStatements(() =>
        act('standDownCall', { id: callId, reason: '结束' }),
      );
      return statements.length;
    };

    expect(await statementsFor(10)).toBe(await statementsFor(1));
  });

  it('is refused where days, places and reasons are wrong', async () => {
    const { county, elsewhere, call, assign, act, id } = await somebodySent();
    const farAway = { id: elsewhere.areaId };

    expect(await call({ to: '2026-11-19' })).toMatchObject({ field: 'to' });
    expect(await call({ to: '2026-11-22' })).toMatchObject({ field: 'to' });
    expect(await call({ needed: 0 })).toMatchObject({ field: 'needed' });
    expect(await call({ title: ' ' })).toMatchObject({ field: 'title' });
    expect(await call({}, elsewhere)).toMatchObject({ __typename: 'NotFound' });
    expect(await assign(id, { to: '2026-12-11' })).toMatchObject({ field: 'from' });
    expect(await assign(id, { from: '2026-11-29', to: '2026-11-28' })).toMatchObject({ field: 'from' });
    expect(await assign(id, { areaId: farAway.id })).toMatchObject({ __typename: 'NotFound' });
    expect(await assign(id, {}, elsewhere)).toMatchObject({ __typename: 'NotFound' });
    const early = new Date('2026-11-20T09:30:00+08:00');
    expect(await act('reportInForDeployment', { id }, { now: early })).toMatchObject({ field: 'id' });
    expect(await act('releaseFromDeployment', { id, reason: ' ' })).toMatchObject({ field: 'reason' });
    expect(county.id).not.toBe(farAway.id);
  });

  it('stays in the place that called', async () => {
    const { street, county, call, aMember, signUp, assign } = await aFrontLine();
    const outside = await anArea(db, {}, await anArea(db, { level: 'TOWNSHIP' }, county));
    const { id: callId } = await call({ areaId: street.id });
    const { id } = await signUp(callId, await aMember());

    expect(await assign(id, { areaId: outside.id })).toMatchObject({ field: 'areaId' });
  });
});

describe('roster sheets (S25, F8)', () => {
  async function aSheet() {
    const line = await aFrontLine();
    const handIn = (given: object = {}, actor = line.desk) =>
      line.act(
        'handInRosterSheet',
        {
          unitId: line.unit.id,
          areaId: line.community.id,
          from: '2026-11-01',
          to: '2026-11-15',
          people: 30,
          members: 22,
          ...given,
        },
        { actor },
      );
    const count = async (where: object = {}) =>
      (await ask(db, SHEETS, { where: { withinId: line.county.id, ...where } })).rosterSheets;
    return { ...line, handIn, count };
  }

  it('count people once, although the same serve from period to period', async () => {
    const { county, other, handIn, count } = await aSheet();
    await handIn();
    await handIn({ from: '2026-11-16', to: '2026-11-22', people: 34, members: 20 });
    await handIn({ areaId: other.id, people: 10, members: 10 });

    expect(await count()).toEqual({ totalCount: 3, people: 44, members: 32, unitCount: 1, placeCount: 2 });
    expect(await count({ on: '2026-11-10' })).toMatchObject({ totalCount: 2, people: 40 });
    expect((await ask(db, FRONT_LINE, { id: county.id, on: '2026-11-20' })).area.frontLine).toEqual({
      peopleBySheets: 34,
      membersBySheets: 20,
      units: 1,
      places: 1,
    });
  });

  it('no longer count when they are withdrawn, and can be handed in anew', async () => {
    const { desk, act, handIn, count } = await aSheet();
    const { id } = await handIn();

    expect(await handIn({ from: '2026-11-15', to: '2026-11-20' })).toMatchObject({
      __typename: 'RosterSheetOverlaps',
    });
    expect(await act('withdrawRosterSheet', { id, reason: '人数有误' }, { actor: desk })).toMatchObject({
      state: 'WITHDRAWN',
      availableActions: [],
    });
    await handIn({ people: 31 });
    expect(await count()).toMatchObject({ totalCount: 1, people: 31 });
    expect(await count({ state: 'WITHDRAWN' })).toMatchObject({ totalCount: 1 });
  });

  it('tell of a unit, a place and people that there are', async () => {
    const { county, unit, organiser, elsewhere, desk, act, handIn } = await aSheet();
    const { id } = await handIn();
    const days = { from: '2026-10-01', to: '2026-10-02' };
    const foreign = await aUnit(db, county, { name: '他局' });

    expect(await handIn({ ...days, people: 0, members: 0 })).toMatchObject({ field: 'people' });
    expect(await handIn({ ...days, members: 31 })).toMatchObject({ field: 'members' });
    expect(await handIn({ from: '2026-10-02', to: '2026-10-01' })).toMatchObject({ field: 'to' });
    expect(await handIn({ to: '2026-11-24' })).toMatchObject({ field: 'to' });
    expect(await handIn({ ...days, callId: id })).toMatchObject({ __typename: 'NotFound' });
    expect(await handIn({ ...days, unitId: foreign.id })).toMatchObject({ __typename: 'NotFound' });
    expect(await handIn({ ...days, unitId: foreign.id }, organiser)).toMatchObject({ state: 'HANDED_IN' });
    expect(await handIn(days, elsewhere)).toMatchObject({ __typename: 'NotFound' });
    expect((await ask(db, OF_UNIT, { id: unit.id })).unit).toEqual({
      deployments: { totalCount: 0 },
      rosterSheets: { people: 30 },
    });
    const withdraw = (reason: string, actor = desk) => act('withdrawRosterSheet', { id, reason }, { actor });
    expect(await withdraw(' ')).toMatchObject({ field: 'reason' });
    expect(await withdraw('有误', elsewhere)).toMatchObject({ __typename: 'NotFound' });
  });

  it('are listed, with units and places by name, in as many statements for ten as for one', async () => {
    const { county, street, handIn } = await aSheet();
    const asked = async () =>
      (
        await countStatements(() =>
          ask(
            db,
            `query ($id: ID!) {
              rosterSheets(first: 100, where: { withinId: $id }) { nodes { unit { name } place { name } call { title } } }
            }`,
            { id: county.id },
          ),
        )
      ).statements.length;

    await handIn();
    const few = await asked();
    for (let more = 0; more < 9; more++) await handIn({ areaId: (await anArea(db, {}, street)).id });
    expect(await asked()).toBe(few);
  });
});

const TOLD = 'query ($id: ID!) { deployment(id: $id) { state } }';
const CALL =
  'query ($id: ID!) { deploymentCall(id: $id) { signedUp deployments(first: 5) { totalCount peopleCount } } }';
const SHEETS =
  'query ($where: RosterSheetFilter) { rosterSheets(first: 1, where: $where) { totalCount people members unitCount placeCount } }';
const OF_UNIT =
  'query ($id: ID!) { unit(id: $id) { deployments(first: 1) { totalCount } rosterSheets(first: 1) { people } } }';
const FRONT_LINE =
  'query ($id: ID!, $on: LocalDate) { area(id: $id) { frontLine(on: $on) { peopleBySheets membersBySheets units places } } }';
