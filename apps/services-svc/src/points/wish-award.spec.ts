import { randomUUID } from 'node:crypto';
import { poolOf } from '@jinlin/database';
import type { Event } from '@jinlin/events';
import { anActor, testDatabase } from '@jinlin/testing';
import { localities } from '../locality';
import { tables } from '../tables';
import { anArea, ask, aTeam, run } from '../testing';
import { wishAwards } from './wish-award';

const db = testDatabase(tables);

/** Somebody who volunteers in Xianyou. */
async function aVolunteer() {
  const community = await anArea(db, { code: '350322104009' });
  const actor = anActor('COMMUNITY_CLERK', { areaId: community.id });
  const personId = randomUUID();
  const { id: teamId } = await aTeam(db, community);
  const { id } = await run(db, 'applyToVolunteer', { teamId, name: '张安宁', personId }, { actor });
  await run(db, 'admitVolunteer', { id }, { actor });
  const points = async () => (await ask(db, POINTS, { id }, { actor })).volunteer.points;
  const bookings = async () => (await ask(db, BOOKINGS, {}, { actor })).pointsBookings.nodes;
  return { personId, points, bookings };
}

/** What cases-svc tells of a wish that this person has fulfilled. */
const told = (takerPersonId: string | null): Event => ({
  specversion: '1.0',
  id: randomUUID(),
  source: '/cases-svc',
  type: 'cn.jinlin.micro_wish.award_points',
  subject: randomUUID(),
  time: '2026-11-23T02:00:00.000Z',
  data: { localityCode: '350322', takerPersonId, points: 20, ruleVersion: '350322/microWishes/1' },
});

async function apply(...events: Event[]) {
  const pool = poolOf(db);
  const client = await pool.connect();
  const streams = { from: { pool, schema: 'cases', service: 'cases-svc' }, into: pool };
  await wishAwards(db, localities, streams)
    .apply(client, events)
    .finally(() => client.release());
}

describe('points for micro-wishes (SM-5, X14, X15)', () => {
  it('are booked to the volunteer who fulfilled the wish, under the rule of the wish', async () => {
    const { personId, points, bookings } = await aVolunteer();

    await apply(told(personId), told(personId));

    expect(await points()).toEqual({ balance: 40, earned: 40 });
    expect(await bookings()).toEqual(
      Array(2).fill({
        kind: 'AWARD',
        points: 20,
        reason: '实现微心愿',
        ruleVersion: '350322/microWishes/1',
        bookedAt: '2026-11-23T02:00:00.000Z',
        history: [{ action: 'AWARD', role: 'OPERATOR' }],
      }),
    );
  });

  it('are booked once, however often and however much at once they are told of', async () => {
    const { personId, points } = await aVolunteer();
    const event = told(personId);

    await apply(event, event);
    await Promise.all([apply(event), apply(event)]);

    expect(await points()).toEqual({ balance: 20, earned: 20 });
  });

  it('are booked to nobody who has no account, and for nothing else that is told', async () => {
    const { personId, points } = await aVolunteer();

    await apply(told(randomUUID()), { ...told(personId), type: 'cn.jinlin.micro_wish.confirm' });

    expect(await points()).toEqual({ balance: 0, earned: 0 });
  });
});

const POINTS = 'query ($id: ID!) { volunteer(id: $id) { points { balance earned } } }';
const BOOKINGS = `{
  pointsBookings(first: 5) { nodes { kind points reason ruleVersion bookedAt history { action role } } }
}`;
