import { randomUUID } from 'node:crypto';
import { anActor, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { anArea, ask, aTeam, run } from '../testing';
import { grantStates } from './points-benefit.states';

const db = testDatabase(tables);

/** A volunteer of Xianyou who has earned enough for a reward, and not for more. */
async function aVolunteer() {
  const community = await anArea(db, { code: '350322104009' });
  const actor = anActor('COMMUNITY_CLERK', { areaId: community.id });
  const team = await aTeam(db, community);
  const act = (name: string, input: object, by = actor, now?: Date) =>
    run(db, name, input as never, { actor: by, ...(now && { now }) });
  const personId = randomUUID();
  const { id: volunteerId } = await act('applyToVolunteer', { teamId: team.id, name: '张安宁', personId });
  await act('admitVolunteer', { id: volunteerId });
  await act('awardPoints', { volunteerId, points: 120, reason: '参与抢险' });
  const grant = (given: object = {}, by = actor, now?: Date) =>
    act(
      'grantPointsBenefit',
      { volunteerId, mechanism: 'MATERIAL_REWARD', fromPoints: 100, note: '米面油一份', ...given },
      by,
      now,
    );
  const points = async (by = actor) =>
    (await ask(db, POINTS, { id: volunteerId }, { actor: by })).volunteer?.points ?? null;
  return { actor, act, personId, grant, points };
}

describe('what points entitle to (X14)', () => {
  it('is received without spending any, and told with the rule', async () => {
    const { personId, grant, points } = await aVolunteer();
    expect(await grant()).toMatchObject({ state: 'GRANTED', grantedOn: '2026-11-23' });

    expect(await points(anActor('RESIDENT', { personId }))).toEqual({
      balance: 120,
      grants: [
        {
          benefit: { mechanism: 'MATERIAL_REWARD', title: 'Reward in kind', fromPoints: 100 },
          note: '米面油一份',
          ruleVersion: '350322/points/1',
          history: [{ action: 'GRANT' }],
        },
      ],
    });
  });

  it('is received as often as the rule says, also when two grant at the same moment', async () => {
    const { actor, grant } = await aVolunteer();

    const twice = await Promise.all([grant(), grant()]);

    expect(twice.map(({ __typename }) => __typename).sort()).toEqual(['InvalidInput', 'PointsGrant']);
    expect(await grant()).toMatchObject({
      message: 'It was granted on 2026-11-23; again from 2027-11-23 on.',
    });
    expect(await grant({}, actor, new Date('2027-11-23T09:00:00+08:00'))).toMatchObject({ state: 'GRANTED' });
  });

  it('is taken back with a reason, and can then be received anew', async () => {
    const { act, grant } = await aVolunteer();
    const { id } = await grant();
    const revoke = (reason: string) => act('revokePointsGrant', { id, reason });

    expect(await revoke(' ')).toMatchObject({ __typename: 'InvalidInput' });
    expect(await revoke('登错人')).toMatchObject({ state: 'REVOKED' });
    expect(await revoke('登错人')).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect(await grant()).toMatchObject({ state: 'GRANTED' });
  });

  it('is refused to whoever has not earned it, and by whoever does not keep their team', async () => {
    const { act, grant } = await aVolunteer();
    const elsewhere = anActor('COMMUNITY_CLERK', { areaId: (await anArea(db)).id });
    const { id } = await grant();

    expect(await grant({ mechanism: 'WELFARE_LINKAGE', fromPoints: 300 })).toMatchObject({
      message: 'Their points do not entitle to it.',
    });
    expect(await grant({ fromPoints: 99 })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await grant({ volunteerId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
    expect(await grant({}, elsewhere)).toMatchObject({ __typename: 'NotFound' });
    expect(await act('revokePointsGrant', { id, reason: '误' }, elsewhere)).toMatchObject({
      __typename: 'NotFound',
    });
    expect(await db.query('select id from points_grant where id = $1', [id])).toEqual([]);
  });
});

test('every state of a grant can be reached', () => {
  expect([...grantStates.reachable('GRANTED')].sort()).toEqual([...grantStates.states].sort());
});

const POINTS = /* GraphQL */ `
  query ($id: ID!) {
    volunteer(id: $id) {
      points { balance grants { benefit { mechanism title fromPoints } note ruleVersion history { action } } }
    }
  }
`;
