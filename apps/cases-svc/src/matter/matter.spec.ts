import { randomUUID } from 'node:crypto';
import { type Asking, anActor, countStatements, NOW, testDatabase } from '@jinlin/testing';
import { aMatter, aMeeting, type Held, run } from '../meeting/meeting.testing';
import { tables } from '../tables';
import { aCase, anArea, ask } from '../testing';

const db = testDatabase(tables);

/** A meeting that is open with all its members. */
async function anOpenMeeting() {
  const held = await aMeeting(db);
  await run(db, 'openMeeting', { id: held.id, presentMemberIds: held.seats }, { actor: held.clerk });
  return held;
}

const tasksFor = ({ units }: Held, count: number) =>
  units.slice(0, count).map(({ id: unitId }) => ({ unitId, task: '按职责落实', workingDays: 5 }));

describe('the five matters (五事, H13)', () => {
  it.each([
    ['MAJOR', 'DISCUSS', 'GENERAL', '2027-01-04T09:30:00.000Z'],
    ['IMPORTANT', 'DECIDE', 'EMERGENCY', '2026-11-30T09:30:00.000Z'],
    ['URGENT', 'CONSULT', 'EMERGENCY', '2026-11-24T01:30:00.000Z'],
  ])('of the kind %s are %s, and due by their urgency', async (kind, form, urgency, dueAt) => {
    const { community, clerk } = await aMeeting(db);
    const raising = { areaId: community.id, kind, urgency, source: 'MEMBER', title: '停车位改造' };

    const matter = await run(db, 'raiseMatter', raising, { actor: clerk });

    expect(matter).toMatchObject({ state: 'RAISED', kind: { key: kind, form }, dueAt, isLate: false });
  });

  it('are discussed at a meeting, and nowhere else (大事共议)', async () => {
    const held = await aMeeting(db);
    const { id: meetingId, clerk, seats } = held;
    const id = await aMatter(db, held, 'MAJOR');
    const resolve = () => run(db, 'resolveMatter', { id, resolution: '列入明年计划' }, { actor: clerk });

    expect(await resolve()).toMatchObject({
      code: 'ACTION_NOT_ALLOWED',
      message: 'Cannot RESOLVE while CALLED.',
    });
    await run(db, 'openMeeting', { id: meetingId, presentMemberIds: seats }, { actor: clerk });

    expect(await resolve()).toMatchObject({ state: 'RESOLVED', resolution: '列入明年计划', tasks: [] });
  });

  it('are done, which is somebody’s task (实事共办)', async () => {
    const held = await anOpenMeeting();
    const id = await aMatter(db, held, 'PRACTICAL');
    const resolve = (tasks: object[]) =>
      run(db, 'resolveMatter', { id, resolution: '更换路灯', tasks }, { actor: held.clerk });

    expect(await resolve([])).toMatchObject({ field: 'tasks' });
    expect(await resolve(Array(51).fill(tasksFor(held, 1)[0]))).toMatchObject({ field: 'tasks' });
    expect(await resolve([{ ...tasksFor(held, 1)[0], task: ' ' }])).toMatchObject({ field: 'tasks' });
    expect(await resolve([{ ...tasksFor(held, 1)[0], workingDays: 0 }])).toMatchObject({ field: 'tasks' });
    expect(await resolve([{ ...tasksFor(held, 1)[0], unitId: randomUUID() }])).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await resolve(tasksFor(held, 1))).toMatchObject({
      state: 'RESOLVED',
      tasks: [{ state: 'OPEN', unit: { id: held.units[0].id }, dueAt: '2026-11-30T09:30:00.000Z' }],
    });
  });

  it('are decided by a vote, which may be lost (要事共决)', async () => {
    const held = await anOpenMeeting();
    const [won, lost] = [await aMatter(db, held, 'IMPORTANT'), await aMatter(db, held, 'IMPORTANT')];
    const decide = (id: string, votes?: object) =>
      run(
        db,
        'resolveMatter',
        { id, resolution: '选址西侧空地', votes, tasks: tasksFor(held, 1) },
        { actor: held.clerk },
      );

    expect(await decide(won)).toMatchObject({ field: 'votes' });
    expect(await decide(won, { inFavour: 4, against: 0, abstained: 0 })).toMatchObject({ field: 'votes' });
    expect(await decide(won, { inFavour: 3, against: -1, abstained: 0 })).toMatchObject({ field: 'votes' });
    expect(await decide(won, { inFavour: 0, against: 0, abstained: 0 })).toMatchObject({ field: 'votes' });
    expect(await decide(won, { inFavour: 2, against: 1, abstained: 0 })).toMatchObject({
      state: 'RESOLVED',
      votes: { inFavour: 2, against: 1, abstained: 0 },
      tasks: [{}],
    });
    expect(await decide(lost, { inFavour: 1, against: 1, abstained: 1 })).toMatchObject({
      state: 'REJECTED',
      tasks: [],
      availableActions: [],
    });
  });

  it('are consulted on between meetings with those who are asked (急事共商)', async () => {
    const { community, clerk, units } = await aMeeting(db);
    const raising = {
      areaId: community.id,
      kind: 'URGENT',
      urgency: 'EMERGENCY',
      source: 'MEMBER',
      title: '水管爆裂',
    };
    const { id, availableActions } = await run(db, 'raiseMatter', raising, { actor: clerk });
    const resolve = (given: object) =>
      run(db, 'resolveMatter', { id, resolution: '连夜抢修', ...given }, { actor: clerk });
    const consultedUnitIds = [units[1].id];

    expect(availableActions).toEqual(['SCHEDULE', 'RESOLVE', 'WITHDRAW']);
    expect(await resolve({})).toMatchObject({ field: 'consultedUnitIds' });
    expect(
      await resolve({ consultedUnitIds, votes: { inFavour: 1, against: 0, abstained: 0 } }),
    ).toMatchObject({ field: 'votes' });
    expect(await resolve({ consultedUnitIds: [randomUUID()] })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await resolve({ consultedUnitIds })).toMatchObject({
      state: 'RESOLVED',
      consultedUnits: [{ id: units[1].id }],
      meeting: null,
    });
  });

  it('are solved by several units together, and not before all have done their tasks (难事共解)', async () => {
    const held = await anOpenMeeting();
    const { clerk, desks } = held;
    const id = await aMatter(db, held, 'DIFFICULT');
    const resolve = (count: number) =>
      run(
        db,
        'resolveMatter',
        { id, resolution: '联合治理', tasks: tasksFor(held, count) },
        { actor: clerk },
      );
    const settle = (isSolved: boolean) =>
      run(db, 'settleMatter', { id, isSolved, result: '积水已消除' }, { actor: clerk });

    expect(await resolve(1)).toMatchObject({ field: 'tasks' });
    const { tasks } = await resolve(2);
    expect(await settle(true)).toMatchObject({ code: 'MATTER_TASKS_OPEN', tasks: [{}, {}] });
    for (const [i, desk] of desks.slice(0, 2).entries()) {
      const own = tasks.find(({ unit }: { unit: { id: string } }) => unit.id === held.units[i]!.id);
      const finish = (result: string) => run(db, 'finishMatterTask', { id: own.id, result }, { actor: desk });
      expect(await finish(' ')).toMatchObject({ field: 'result' });
      expect(await finish('已疏通')).toMatchObject({ state: 'DONE', isLate: false });
      expect(await finish('已疏通')).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
    }

    expect(await settle(true)).toMatchObject({ state: 'SOLVED', result: '积水已消除', availableActions: [] });
  });

  it('are given up with a reason, and then what was still to be done is dropped', async () => {
    const held = await anOpenMeeting();
    const id = await aMatter(db, held, 'PRACTICAL');
    await run(
      db,
      'resolveMatter',
      { id, resolution: '修路', tasks: tasksFor(held, 1) },
      { actor: held.clerk },
    );
    const settle = (result: string) =>
      run(db, 'settleMatter', { id, isSolved: false, result }, { actor: held.clerk });

    expect(await settle('')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await settle('资金未落实')).toMatchObject({ state: 'UNSOLVED', tasks: [{ state: 'DROPPED' }] });
  });

  it('can be postponed and withdrawn, with the reason', async () => {
    const held = await aMeeting(db);
    const id = await aMatter(db, held);
    const act = (name: string, reason: string) => run(db, name, { id, reason }, { actor: held.clerk });

    expect(await act('postponeMatter', '')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await act('postponeMatter', '材料不全')).toMatchObject({ state: 'RAISED', meeting: null });
    expect(await act('postponeMatter', '材料不全')).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
    expect(await act('withdrawMatter', ' ')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await act('withdrawMatter', '已解决')).toMatchObject({ state: 'WITHDRAWN', result: '已解决' });
  });

  it('are refused where the place, the kind or the case is wrong', async () => {
    const { community, clerk } = await aMeeting(db);
    const elsewhere = await anArea(db);
    const raise = (given: object) =>
      run(
        db,
        'raiseMatter',
        { areaId: community.id, kind: 'MAJOR', source: 'MEMBER', title: '事', ...given },
        { actor: clerk },
      );

    expect(await raise({ areaId: elsewhere.id })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await raise({ kind: 'TALK' })).toMatchObject({ field: 'kind' });
    expect(await raise({ title: ' ' })).toMatchObject({ field: 'title' });
    expect(await raise({ caseId: randomUUID() })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('come to one resolution, also when two record one at once', async () => {
    const held = await anOpenMeeting();
    const id = await aMatter(db, held);

    const answers = await Promise.all(
      ['甲', '乙'].map((resolution) => run(db, 'resolveMatter', { id, resolution }, { actor: held.clerk })),
    );

    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['ActionNotAllowed', 'Matter']);
  });
});

test('residents’ talks turn what is rough into micro-services, which somebody does (微服务, D21)', async () => {
  const community = await anArea(db, { level: 'COMMUNITY', code: '522701001003' });
  const actor = anActor('COMMUNITY_CLERK', { areaId: community.id });
  const raising = {
    areaId: community.id,
    kind: 'MICRO_SERVICE',
    source: 'RESIDENTS_TALK',
    title: '代缴水电费',
  };

  expect(await run(db, 'raiseMatter', raising, { actor })).toMatchObject({
    kind: { key: 'MICRO_SERVICE', form: 'DO' },
    availableActions: ['SCHEDULE', 'WITHDRAW'],
  });
});

describe('a matter and a case', () => {
  it('are tied once, and then lead to one another and to the meeting (H31)', async () => {
    const held = await anOpenMeeting();
    const { clerk, community } = held;
    const id = await aMatter(db, held, 'DIFFICULT', { source: 'RESIDENTS_TALK' });
    const place = { areaId: community.id, areaPath: community.path };
    const { id: caseId } = await aCase(db, place);
    const tie = (given: string) => run(db, 'tieMatterToCase', { id, caseId: given }, { actor: clerk });

    expect(await tie(randomUUID())).toMatchObject({ code: 'NOT_FOUND' });
    expect(await tie(caseId)).toMatchObject({ case: { id: caseId } });
    expect(await tie(caseId)).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });

    const seen = await ask(db, OF_CASE, { id: caseId }, { actor: clerk });
    expect(seen.case.matters).toEqual([
      {
        id,
        meeting: { id: held.id, number: 1 },
        history: ['RAISE', 'SCHEDULE', 'TIE'].map((action) => ({ action })),
      },
    ]);
  });
});

describe('who sees a matter', () => {
  it('is its area, whoever sits in the council, and the units with tasks (H14) or that were asked', async () => {
    const held = await anOpenMeeting();
    const id = await aMatter(db, held, 'PRACTICAL');
    const stranger = anActor('DEPARTMENT_CLERK', { unitId: (await aMeeting(db)).units[0].id });
    const see = async (actor: Asking['actor']) =>
      (await ask(db, MATTERS, {}, { actor: actor ?? null })).matters.nodes;
    const tasks = async (actor: Asking['actor']) =>
      (await ask(db, TASKS, {}, { actor: actor ?? null })).matterTasks.nodes.length;

    await run(
      db,
      'resolveMatter',
      { id, resolution: '修缮', tasks: tasksFor(held, 1) },
      { actor: held.clerk },
    );

    for (const actor of [held.clerk, ...held.desks]) expect(await see(actor)).toEqual([{ id }]);
    for (const actor of [null, stranger, anActor('RESIDENT', { personId: randomUUID() })])
      expect(await see(actor)).toEqual([]);
    expect(await tasks(held.desks[0])).toBe(1);
    expect(await tasks(stranger)).toBe(0);
    const [{ id: taskId }] = (await ask(db, TASKS, {}, { actor: held.clerk })).matterTasks.nodes;
    expect(
      await run(db, 'finishMatterTask', { id: taskId, result: '已办' }, { actor: held.desks[1]! }),
    ).toMatchObject({ code: 'NOT_FOUND' });
    expect(
      await run(
        db,
        'withdrawMatter',
        { id, reason: '误' },
        { actor: anActor('LEADER', { areaId: (await anArea(db)).id }) },
      ),
    ).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('finds it by what a desk looks for, a hundred areas in as many statements as one', async () => {
    const held = await anOpenMeeting();
    const { community, clerk } = held;
    const id = await aMatter(db, held, 'DIFFICULT');
    await run(db, 'resolveMatter', { id, resolution: '共解', tasks: tasksFor(held, 2) }, { actor: clerk });
    const listed = async (where: object, now = NOW) =>
      (await ask(db, MATTERS, { where }, { actor: clerk, now })).matters.nodes.length;
    const cost = async (count: number) => {
      const areas = Array.from({ length: count }, () => ({ __typename: 'Area', id: community.id }));
      return (await countStatements(() => ask(db, OF_AREAS, { areas }, { actor: clerk }))).statements.length;
    };

    const found = {
      areaId: community.id,
      states: ['RESOLVED'],
      kind: 'DIFFICULT',
      urgency: 'GENERAL',
      source: 'MEMBER',
    };
    expect(await listed({ ...found, councilKind: 'JOINT_MEETING', isDiscussed: true, isLate: false })).toBe(
      1,
    );
    expect(await listed({ ...found, discussedBefore: NOW.toISOString() })).toBe(0);
    expect(await listed({ endedBefore: '2030-01-01T00:00:00Z' })).toBe(0);
    const later = new Date('2027-03-01T09:00:00+08:00');
    const late = async (where: object) =>
      (await ask(db, TASKS, { where }, { actor: clerk, now: later })).matterTasks.nodes.length;
    expect(await late({ isLate: true, state: 'OPEN', unitId: held.units[0].id, areaId: community.id })).toBe(
      1,
    );
    expect(await late({ isLate: false })).toBe(0);
    expect(await cost(100)).toBe(await cost(1));
  });
});

test('the kinds of matters are those of the profile', async () => {
  const { matterKinds } = await ask(db, '{ matterKinds(localityCode: "510522") { key form } }');

  expect(matterKinds.map(({ form }: { form: string }) => form)).toEqual([
    'DISCUSS',
    'DO',
    'DECIDE',
    'CONSULT',
    'SOLVE_JOINTLY',
  ]);
});

const MATTERS = 'query ($where: MatterFilter) { matters(first: 5, where: $where) { nodes { id } } }';
const TASKS = 'query ($where: MatterTaskFilter) { matterTasks(first: 5, where: $where) { nodes { id } } }';
const OF_CASE = `query ($id: ID!) {
  case(id: $id) { matters { id meeting { id number } history { action } } }
}`;
const OF_AREAS = `query ($areas: [_Any!]!) {
  _entities(representations: $areas) {
    ... on Area { matters(first: 5) { totalCount nodes { id case { id } meeting { id council { id } } tasks { id matter { id } } } } }
  }
}`;
