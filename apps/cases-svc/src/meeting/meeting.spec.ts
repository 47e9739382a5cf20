import { randomUUID } from 'node:crypto';
import { type Asking, anActor, countStatements, NOW, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { anArea, ask } from '../testing';
import { aCouncil, aMatter, aMeeting, run } from './meeting.testing';

const db = testDatabase(tables);

const CALLING = { purpose: 'DEPLOY', scheduledFor: '2026-11-24T09:00:00+08:00', venue: '会议室' };

describe('a meeting (联席会议, H14)', () => {
  it('is called, opened with a quorum, and closed with its minutes; then it is known when the next is due', async () => {
    const { id, councilId, clerk, seats } = await aMeeting(db);

    const opened = await run(db, 'openMeeting', { id, presentMemberIds: seats }, { actor: clerk });
    expect(opened).toMatchObject({ state: 'OPEN', number: 1, availableActions: ['CLOSE'] });
    expect(opened.present).toHaveLength(3);
    expect(await run(db, 'closeMeeting', { id, minutes: ' ' }, { actor: clerk })).toMatchObject({
      field: 'minutes',
    });
    const held = await run(db, 'closeMeeting', { id, minutes: '议定事项三项。' }, { actor: clerk });

    expect(held).toMatchObject({ state: 'HELD', minutes: '议定事项三项。', availableActions: [] });
    const { council } = await ask(db, COUNCIL, { id: councilId }, { actor: clerk });
    expect(council).toMatchObject({
      lastMetOn: '2026-11-23',
      nextMeetingDueOn: '2027-05-23',
      meetings: { totalCount: 1, nodes: [{ id }] },
    });
    expect(council.history.at(-1)).toMatchObject({ action: 'MEET', fromState: 'ACTIVE', toState: 'ACTIVE' });
  });

  it('does not open without a quorum, with people who have no voice, or with strangers', async () => {
    const { id, clerk, seats } = await aMeeting(db);
    const open = (presentMemberIds: string[]) =>
      run(db, 'openMeeting', { id, presentMemberIds }, { actor: clerk });

    expect(await open(seats.slice(0, 2))).toMatchObject({
      code: 'NO_QUORUM',
      presentCount: 2,
      neededCount: 3,
      missingSides: [],
    });
    expect(await open([...seats.slice(0, 2), seats[0]!])).toMatchObject({
      code: 'NO_QUORUM',
      presentCount: 2,
    });
    expect(await open([...seats, randomUUID()])).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await open(seats)).toMatchObject({ state: 'OPEN' });
    expect(await open(seats)).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
  });

  it('does not open while one of three sides is wanting (三方共商, D14)', async () => {
    const compound = await anArea(db, { level: 'COMPOUND', code: '522701001003C001' });
    const actor = anActor('COMMUNITY_CLERK', { areaId: compound.id });
    const founding = {
      areaId: compound.id,
      kind: 'THREE_PARTY_TALK',
      name: '三方共商',
      foundedOn: '2026-11-01',
    };
    const { id: councilId } = await run(db, 'foundCouncil', founding, { actor });
    const member = (side: string) => ({ personId: randomUUID(), role: 'MEMBER', side });
    const members = ['BRANCH', 'BRANCH', 'OWNERS', 'PROPERTY'].map(member);
    const council = await run(db, 'seatCouncilMembers', { id: councilId, members }, { actor });
    const seats = council.members as { id: string; side: { key: string } }[];
    const { id } = await run(db, 'callMeeting', { ...CALLING, councilId }, { actor });
    const open = (sides: string[]) =>
      run(
        db,
        'openMeeting',
        { id, presentMemberIds: seats.filter(({ side }) => sides.includes(side.key)).map((seat) => seat.id) },
        { actor },
      );

    expect(await open(['BRANCH', 'OWNERS'])).toMatchObject({
      code: 'NO_QUORUM',
      presentCount: 3,
      neededCount: 3,
      missingSides: [{ key: 'PROPERTY' }],
      message: '3 of the 3 members needed are there, and nobody of: Property company.',
    });
    expect(await open(['BRANCH', 'OWNERS', 'PROPERTY'])).toMatchObject({ state: 'OPEN' });
  });

  it('gives back what it did not come to', async () => {
    const held = await aMeeting(db);
    const { id, clerk, seats } = held;
    const [first, second] = [await aMatter(db, held), await aMatter(db, held)];
    await run(db, 'openMeeting', { id, presentMemberIds: seats }, { actor: clerk });
    await run(db, 'resolveMatter', { id: first, resolution: '同意' }, { actor: clerk });

    const closed = await run(db, 'closeMeeting', { id, minutes: '议定一项。' }, { actor: clerk });

    expect(closed.agenda).toEqual([{ id: first, state: 'RESOLVED' }]);
    const { matter } = await ask(db, MATTER, { id: second }, { actor: clerk });
    expect(matter).toMatchObject({
      state: 'RAISED',
      meeting: null,
      history: [{}, {}, { action: 'POSTPONE' }],
    });
  });

  it('is called off with a reason, and its agenda goes back (H13)', async () => {
    const held = await aMeeting(db);
    const matter = await aMatter(db, held);
    const cancel = (reason: string) =>
      run(db, 'cancelMeeting', { id: held.id, reason }, { actor: held.clerk });

    expect(await cancel('')).toMatchObject({ field: 'reason' });
    expect(await cancel('改期')).toMatchObject({ state: 'CANCELLED', agenda: [] });
    expect((await ask(db, MATTER, { id: matter }, { actor: held.clerk })).matter.state).toBe('RAISED');
    expect(
      await run(db, 'scheduleMatter', { id: matter, meetingId: held.id }, { actor: held.clerk }),
    ).toMatchObject({
      code: 'ACTION_NOT_ALLOWED',
    });
  });

  it('is not called for the past, nowhere, or by a council that is no more', async () => {
    const { id: councilId, clerk, leader } = await aCouncil(db);
    const call = (given: object) =>
      run(db, 'callMeeting', { ...CALLING, councilId, ...given }, { actor: clerk });

    expect(await call({ scheduledFor: '2026-11-22T09:00:00+08:00' })).toMatchObject({
      field: 'scheduledFor',
    });
    expect(await call({ venue: ' ' })).toMatchObject({ field: 'venue' });
    expect(await call({ councilId: randomUUID() })).toMatchObject({ code: 'NOT_FOUND' });
    await run(db, 'dissolveCouncil', { id: councilId, reason: '撤销' }, { actor: leader });
    expect(await call({})).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
  });

  it('bears a number of its own, also when two are called at once', async () => {
    const { id: councilId, clerk } = await aCouncil(db);

    const called = await Promise.all(
      [1, 2, 3].map(() => run(db, 'callMeeting', { ...CALLING, councilId }, { actor: clerk })),
    );

    expect(called.map(({ number }) => number).sort()).toEqual([1, 2, 3]);
  });

  it('is seen by its area and by the members, and by nobody else', async () => {
    const { id, clerk, desks } = await aMeeting(db);
    const see = async (actor: Asking['actor']) =>
      (await ask(db, MEETINGS, {}, { actor: actor ?? null })).meetings.nodes;

    expect(await see(clerk)).toEqual([{ id }]);
    for (const desk of desks) expect(await see(desk)).toEqual([{ id }]);
    expect(await see(anActor('DEPARTMENT_CLERK', { unitId: randomUUID() }))).toEqual([]);
    expect(await see(anActor('LEADER', { areaId: (await anArea(db)).id }))).toEqual([]);
    expect(await see(null)).toEqual([]);
    expect(
      await run(
        db,
        'openMeeting',
        { id, presentMemberIds: [] },
        { actor: anActor('LEADER', { areaId: (await anArea(db)).id }) },
      ),
    ).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('is listed by what a desk looks for, a hundred areas in as many statements as one', async () => {
    const { id, community, clerk } = await aMeeting(db);
    const listed = async (where: object) =>
      (await ask(db, MEETINGS, { where }, { actor: clerk })).meetings.nodes;
    const cost = async (count: number) => {
      const areas = Array.from({ length: count }, () => ({ __typename: 'Area', id: community.id }));
      return (await countStatements(() => ask(db, OF_AREAS, { areas }, { actor: clerk }))).statements.length;
    };

    const found = {
      councilKind: 'JOINT_MEETING',
      states: ['CALLED'],
      purpose: 'PROMOTE',
      areaId: community.id,
      from: NOW.toISOString(),
    };
    expect(await listed(found)).toEqual([{ id }]);
    expect(await listed({ ...found, before: NOW.toISOString() })).toEqual([]);
    expect(await cost(100)).toBe(await cost(1));
  });
});

const COUNCIL = `query ($id: ID!) {
  council(id: $id) {
    lastMetOn nextMeetingDueOn history { action fromState toState } meetings(first: 3) { totalCount nodes { id } }
  }
}`;
const MATTER = 'query ($id: ID!) { matter(id: $id) { state meeting { id } history { action } } }';
const MEETINGS = 'query ($where: MeetingFilter) { meetings(first: 5, where: $where) { nodes { id } } }';
const OF_AREAS = `query ($areas: [_Any!]!) {
  _entities(representations: $areas) {
    ... on Area { meetings(first: 5) { totalCount nodes { council { id } present { id } agenda { id tasks { id } } } } }
  }
}`;
