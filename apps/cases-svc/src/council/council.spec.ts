import { randomUUID } from 'node:crypto';
import { type Asking, anActor, countStatements, testDatabase } from '@jinlin/testing';
import { aCouncil, run } from '../meeting/meeting.testing';
import { tables } from '../tables';
import { anArea, ask, aUnit } from '../testing';
import { councilStates } from './council.states';
import { isCarried, quorumOf } from './quorum';

const db = testDatabase(tables);

describe('a council (议事机构)', () => {
  it('is founded as the locality has it, with members, their duties and a liaison officer (H14, S6)', async () => {
    const { id, clerk } = await aCouncil(db);

    const { council } = await ask(db, COUNCIL, { id }, { actor: clerk });

    expect(council).toMatchObject({
      state: 'ACTIVE',
      kind: { key: 'JOINT_MEETING', title: 'Joint meeting of urban Party building', sides: [] },
      voterCount: 3,
      quorum: 3,
      foundedOn: '2026-06-30',
      nextMeetingDueOn: '2026-12-30',
      history: [{ action: 'FOUND' }, { action: 'SEAT' }],
    });
    expect(council.members.map(({ role }: { role: string }) => role)).toEqual([
      'CHAIR',
      'LIAISON',
      'MEMBER',
      'MEMBER',
    ]);
    expect(council.members[0]).toMatchObject({ duty: '召集会议', person: null });
  });

  it('belongs to the alliance whose joint meeting it is (S6)', async () => {
    const { community, clerk } = await aCouncil(db);
    const allianceId = randomUUID();
    const founding = {
      areaId: community.id,
      kind: 'JOINT_MEETING',
      name: '联盟联席会议',
      foundedOn: '2026-11-01',
      allianceId,
    };
    const { id } = await run(db, 'foundCouncil', founding, { actor: clerk });

    const { _entities } = await ask(db, OF_ALLIANCE, {
      alliance: { __typename: 'Alliance', id: allianceId },
    });

    expect(_entities).toEqual([{ councils: [{ id, alliance: { id: allianceId } }] }]);
  });

  it('comes of an accepted proposal where a compound is to govern itself (小区自管会, X9)', async () => {
    const compound = await anArea(db, { level: 'COMPOUND', code: '350322100001C001' });
    const actor = anActor('LEADER', { areaId: compound.id });
    const proposal = async (state: string, areaId = compound.id) =>
      (
        await db.transaction(async (tx) => {
          await tx.query(`select set_config('jinlin.reach', 'ALL', true)`);
          return tx.query(
            `insert into governance_proposal (locality_code, state, area_id, area_path, case_ids, rule_version, raised_at, ended_at)
             values ('350322', $1, $2, $3, '{}', 'v1', now(), case when $1 = 'DECLINED' then now() end) returning id`,
            [state, areaId, compound.path],
          );
        })
      )[0].id;
    const found = async (proposalId: string) =>
      run(
        db,
        'foundCouncil',
        {
          areaId: compound.id,
          kind: 'SELF_MANAGEMENT_COMMITTEE',
          name: '自管会',
          foundedOn: '2026-11-20',
          proposalId,
        },
        { actor },
      );

    const accepted = await proposal('ACCEPTED');
    const { id } = await found(accepted);

    const { council } = await ask(db, COUNCIL, { id }, { actor });
    expect(council.proposal).toEqual({ id: accepted, councils: [{ id }] });
    expect(council.kind.sides.map(({ key }: { key: string }) => key)).toEqual([
      'COMMUNITY',
      'COMPOUND',
      'OWNERS',
    ]);
    expect(await found(await proposal('DECLINED'))).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'proposalId',
    });
    expect(await found(randomUUID())).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is refused where it cannot be', async () => {
    const { community, clerk } = await aCouncil(db);
    const elsewhere = await anArea(db, { level: 'COMMUNITY' });
    const found = (given: object) =>
      run(
        db,
        'foundCouncil',
        { areaId: community.id, kind: 'JOINT_MEETING', name: '联席会议', foundedOn: '2026-11-01', ...given },
        { actor: clerk },
      );

    expect(await found({ areaId: elsewhere.id })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await found({ kind: 'OWNERS_COMMITTEE' })).toMatchObject({ field: 'kind' });
    expect(await found({ name: ' ' })).toMatchObject({ field: 'name' });
    expect(await found({ foundedOn: '2026-12-01' })).toMatchObject({ field: 'foundedOn' });
  });

  it('gives nobody a seat who cannot have it', async () => {
    const { id, clerk, units } = await aCouncil(db);
    const personId = randomUUID();
    const seat = (...members: object[]) => run(db, 'seatCouncilMembers', { id, members }, { actor: clerk });

    expect(await seat()).toMatchObject({ field: 'members' });
    expect(await seat({ role: 'MEMBER' })).toMatchObject({ field: 'members' });
    expect(await seat({ unitId: units[0].id, role: 'CHAIR' })).toMatchObject({ field: 'members' });
    expect(await seat({ personId, role: 'MEMBER' }, { personId, role: 'LIAISON' })).toMatchObject({
      field: 'members',
    });
    expect(await seat({ personId, role: 'MEMBER', side: 'OWNERS' })).toMatchObject({ field: 'members' });
    expect(await seat({ unitId: randomUUID(), role: 'MEMBER' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await seat({ personId, role: 'MEMBER' })).toMatchObject({ voterCount: 4 });
  });

  it('gives two people one seat each, and one person one seat, also when both are given at once', async () => {
    const { id, clerk } = await aCouncil(db);
    const seating = { id, members: [{ personId: randomUUID(), role: 'MEMBER' }] };

    const answers = await Promise.all(
      [1, 2].map(() => run(db, 'seatCouncilMembers', seating, { actor: clerk })),
    );

    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['Council', 'InvalidInput']);
  });

  it('lets members go one by one, and all of them when it is dissolved', async () => {
    const { id, clerk, leader, seats } = await aCouncil(db);
    const unseat = () => run(db, 'unseatCouncilMember', { id, memberId: seats[2] }, { actor: clerk });

    expect(await unseat()).toMatchObject({ voterCount: 2 });
    expect(await unseat()).toMatchObject({ code: 'NOT_FOUND' });
    expect(await run(db, 'dissolveCouncil', { id, reason: ' ' }, { actor: leader })).toMatchObject({
      field: 'reason',
    });
    expect(await run(db, 'dissolveCouncil', { id, reason: '并入街道' }, { actor: leader })).toMatchObject({
      state: 'DISSOLVED',
      members: [],
      nextMeetingDueOn: null,
      availableActions: [],
    });
    const seating = { id, members: [{ personId: randomUUID(), role: 'MEMBER' }] };
    expect(await run(db, 'seatCouncilMembers', seating, { actor: clerk })).toMatchObject({
      code: 'ACTION_NOT_ALLOWED',
    });
  });

  it('lets nobody of another place change it, and shows its members to those who sit there and those in charge', async () => {
    const { id, community, clerk, desks, seats } = await aCouncil(db);
    const neighbour = anActor('LEADER', { areaId: (await anArea(db)).id });
    const members = async (actor: Asking['actor']) =>
      (await ask(db, COUNCIL, { id }, { actor: actor ?? null })).council.members.length;

    expect(await run(db, 'dissolveCouncil', { id, reason: '误设' }, { actor: neighbour })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await members(clerk)).toBe(4);
    expect(await members(desks[0])).toBe(1);
    expect(await members(neighbour)).toBe(0);
    expect(await members(null)).toBe(0);
    const within = (path: string) =>
      db.transaction(async (tx) => {
        await tx.query(`select set_config('jinlin.area_path', $1, true)`, [path]);
        return tx.query('select id from council_member where id = $1', [seats[0]]);
      });
    expect(await within('/elsewhere/')).toEqual([]);
    expect(await within(community.path)).toHaveLength(1);
  });

  it('is listed by kind, place, unit and when it is to meet, a hundred areas in as many statements as one', async () => {
    const { id, community, clerk, units } = await aCouncil(db);
    const listed = async (where: object) =>
      (await ask(db, COUNCILS, { where }, { actor: clerk })).councils.nodes.map(
        (node: { id: string }) => node.id,
      );
    const cost = async (count: number) => {
      const areas = Array.from({ length: count }, () => ({ __typename: 'Area', id: community.id }));
      return (await countStatements(() => ask(db, OF_AREAS, { areas }, { actor: clerk }))).statements.length;
    };

    expect(await listed({ kind: 'JOINT_MEETING', state: 'ACTIVE', unitId: units[1].id })).toEqual([id]);
    expect(await listed({ dueBy: '2026-12-30', areaId: community.id })).toEqual([id]);
    expect(await listed({ dueBy: '2026-12-29' })).toEqual([]);
    expect(await listed({ kind: 'OTHER' })).toEqual([]);
    expect(await cost(100)).toBe(await cost(1));
  });

  it('has a life in which every state can be reached', () => {
    expect([...councilStates.reachable('ACTIVE')].sort()).toEqual([...councilStates.states].sort());
  });
});

test('the kinds of councils are those of the profile, and none where it names none', async () => {
  const kinds = async (code: string) => (await ask(db, KINDS, { code })).councilKinds;

  expect(await kinds('522701001')).toContainEqual({
    key: 'THREE_PARTY_TALK',
    sides: [{ key: 'BRANCH' }, { key: 'OWNERS' }, { key: 'PROPERTY' }],
  });
  expect(await kinds('990000')).toEqual([]);
});

test('a quorum is rounded up, and a majority is more than the share', () => {
  expect([quorumOf(67, 3), quorumOf(50, 4), quorumOf(51, 0)]).toEqual([3, 2, 1]);
  expect(isCarried(50, { inFavour: 2, against: 2, abstained: 0 })).toBe(false);
  expect(isCarried(50, { inFavour: 3, against: 1, abstained: 1 })).toBe(true);
  expect(isCarried(50, { inFavour: 2, against: 0, abstained: 2 })).toBe(false);
});

test('a unit that is not there any more takes no seat', async () => {
  const { id, clerk } = await aCouncil(db);
  const closed = await aUnit(db, { active: false });

  expect(
    await run(
      db,
      'seatCouncilMembers',
      { id, members: [{ unitId: closed.id, role: 'MEMBER' }] },
      { actor: clerk },
    ),
  ).toMatchObject({
    code: 'NOT_FOUND',
  });
});

const COUNCIL = `query ($id: ID!) {
  council(id: $id) {
    state kind { key title sides { key } } voterCount quorum foundedOn nextMeetingDueOn
    proposal { id councils { id } }
    members { id role duty person { id } unit { id } } history { action }
  }
}`;
const COUNCILS =
  'query ($where: CouncilFilter) { councils(first: 5, where: $where) { totalCount nodes { id } } }';
const KINDS = 'query ($code: AreaCode!) { councilKinds(localityCode: $code) { key sides { key } } }';
const OF_ALLIANCE = `query ($alliance: _Any!) {
  _entities(representations: [$alliance]) { ... on Alliance { councils { id alliance { id } } } }
}`;
const OF_AREAS = `query ($areas: [_Any!]!) {
  _entities(representations: $areas) {
    ... on Area { councils(first: 5) { totalCount nodes { id voterCount quorum members { id } meetings(first: 3) { totalCount nodes { id agenda { id } } } } } }
  }
}`;
