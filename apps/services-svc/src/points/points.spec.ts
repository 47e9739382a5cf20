import { randomUUID } from 'node:crypto';
import { anActor, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import { tables } from '../tables';
import { anArea, ask, aTeam, run } from '../testing';
import { tickPoints } from './points.clock';
import { bookingStates, goodsStates } from './points.states';

const db = testDatabase(tables);

/** A volunteer of Xianyou, where points are run, and something to have for them. */
async function aVolunteer({ code = '350322104009', localityCode = '350322', personId = randomUUID() } = {}) {
  const community = await anArea(db, { code });
  const actor = anActor('COMMUNITY_CLERK', { areaId: community.id });
  const team = await aTeam(db, community, { localityCode });
  const act = (name: string, input: object, by = actor) => run(db, name, input as never, { actor: by });
  const { id: volunteerId } = await act('applyToVolunteer', { teamId: team.id, name: '张安宁', personId });
  await act('admitVolunteer', { id: volunteerId });
  const offer = (given: object = {}) =>
    act('offerPointsGoods', { name: '洗衣液', areaId: community.id, price: 30, stock: 5, ...given });
  const award = (points: number, given: object = {}) =>
    act('awardPoints', { volunteerId, points, reason: '调解邻里纠纷', ...given });
  const redeem = (goodsId: string, quantity = 1) => act('redeemPoints', { volunteerId, goodsId, quantity });
  const points = async () => (await ask(db, POINTS, { id: volunteerId }, { actor })).volunteer.points;
  return { community, actor, team, act, volunteerId, offer, award, redeem, points };
}

/** Two of one team, the first of whom can sign in. */
async function twoVolunteers() {
  const personId = randomUUID();
  const first = await aVolunteer({ personId });
  const { act, actor, team, volunteerId } = first;
  const { id } = await act('applyToVolunteer', { teamId: team.id, name: '李守望' });
  await act('admitVolunteer', { id });
  const transfer = (points: number, given: object = {}) =>
    act('transferPoints', { volunteerId, recipientId: id, points, reason: '赠予队友', ...given });
  const points = async () => (await ask(db, POINTS, { id }, { actor })).volunteer.points;
  const resident = anActor('RESIDENT', { areaId: first.community.id, personId });
  return { ...first, comrade: { id, points }, transfer, resident };
}

const notThere = (volunteerId: string) => ({
  __typename: 'NotFound',
  message: `Volunteer ${volunteerId} does not exist.`,
});

describe('points (X14)', () => {
  it('follow from hours by the locality’s rule, in the act that records them', async () => {
    const { team, act, volunteerId, points } = await aVolunteer();
    const { id: activityId } = await act('planVolunteerActivity', {
      teamId: team.id,
      title: '法治宣讲',
      kind: 'LAW',
      startsAt: '2026-11-23T07:00:00+08:00',
      endsAt: '2026-11-23T10:00:00+08:00',
    });
    const { id } = await act('signUpForActivity', { activityId, volunteerId });
    await act('holdVolunteerActivity', { id: activityId, audience: 20 });

    await act('recordVolunteerHours', { id, minutes: 90 });

    expect(await points()).toMatchObject({ balance: 15, earned: 15, ruleVersion: '350322/points/1' });
  });

  it('entitle to rewards, welfare and preference when enough are earned', async () => {
    const { award, points } = await aVolunteer();
    await award(300);

    expect((await points()).benefits).toEqual([
      { mechanism: 'MATERIAL_REWARD', fromPoints: 100 },
      { mechanism: 'WELFARE_LINKAGE', fromPoints: 300 },
    ]);
  });

  it('are not run everywhere', async () => {
    const { award, points } = await aVolunteer({ code: '510522001006', localityCode: '510522' });

    expect(await award(10)).toMatchObject({ message: 'The locality runs no points.' });
    expect(await points()).toBeNull();
  });

  it('are refused with the name of what is wrong', async () => {
    const { award, offer, redeem } = await aVolunteer();
    const goods = await offer();

    expect(await award(0)).toMatchObject({ message: '"points" must be from 1 to 1000.' });
    expect(await award(5, { reason: ' ' })).toMatchObject({ message: '"reason" must not be blank.' });
    expect(await award(5, { volunteerId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
    expect(await offer({ price: 0 })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await redeem(randomUUID())).toMatchObject({ __typename: 'NotFound' });
    expect(await redeem(goods.id, 0)).toMatchObject({ __typename: 'InvalidInput' });
  });

  it('buy goods in stock, and never more than there are of either', async () => {
    const { act, award, offer, redeem, points } = await aVolunteer();
    const { id } = await offer({ stock: 2 });
    await award(60);
    await award(20);

    expect(await redeem(id, 3)).toMatchObject({ __typename: 'OutOfStock' });
    const twice = await Promise.all([redeem(id), redeem(id), redeem(id)]);

    expect(twice.filter(({ __typename }) => __typename === 'PointsBooking')).toHaveLength(2);
    expect(await points()).toMatchObject({ balance: 20, earned: 80 });
    await act('restockPointsGoods', { id, pieces: 4 });
    expect(await redeem(id)).toMatchObject({
      __typename: 'NotEnoughPoints',
      message: 'There are 20 points; this takes 30.',
    });
    await act('withdrawPointsGoods', { id, reason: '过期' });
    expect(await redeem(id)).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it('are taken back by a booking against the first; goods return to stock', async () => {
    const { act, award, offer, redeem, points } = await aVolunteer();
    const { id: goodsId } = await offer();
    const awarded = await award(40);
    const { id } = await redeem(goodsId);
    const reverse = (booking: string, reason = '误登') =>
      act('reversePointsBooking', { id: booking, reason });

    expect(await reverse(awarded.id)).toMatchObject({ __typename: 'NotEnoughPoints' });
    expect(await reverse(id, '')).toMatchObject({ __typename: 'InvalidInput' });
    expect(await reverse(id)).toMatchObject({ state: 'REVERSED' });
    expect(await reverse(id)).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect(await points()).toMatchObject({ balance: 40 });
    expect(await reverse(awarded.id)).toMatchObject({ state: 'REVERSED' });
    expect(await points()).toMatchObject({ balance: 0, earned: 0 });
  });

  it('go to another of the same team, as the locality’s rule allows, and count as no merit of theirs', async () => {
    const { act, award, volunteerId, points, comrade, transfer } = await twoVolunteers();
    const elsewhere = await aVolunteer();
    await award(150);
    await award(30);

    expect(await transfer(0)).toMatchObject({ message: '"points" must be from 1 to 100.' });
    expect(await transfer(20, { reason: ' ' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await transfer(20, { recipientId: volunteerId })).toMatchObject({ __typename: 'NotFound' });
    expect(await transfer(20, { recipientId: elsewhere.volunteerId })).toMatchObject({
      __typename: 'NotFound',
    });
    expect(await transfer(70)).toMatchObject({ kind: 'TRANSFER_OUT', points: 70 });
    expect(await transfer(31)).toMatchObject({ message: '"points" must be from 1 to 30.' });
    expect(await points()).toMatchObject({ balance: 110, earned: 180 });
    expect(await comrade.points()).toMatchObject({ balance: 70, earned: 0 });
    await act('leaveVolunteerTeam', { id: comrade.id, reason: '搬家' });
    expect(await transfer(10)).toMatchObject({
      message: 'The rule of the locality does not let points go to them.',
    });
  });

  it('that were handed on come back by the booking that sent them, while the other still has them', async () => {
    const { act, actor, award, points, comrade, transfer, offer } = await twoVolunteers();
    const { id: goodsId } = await offer();
    await award(60);
    const { id } = await transfer(40);
    const reverse = (booking: string) => act('reversePointsBooking', { id: booking, reason: '误转' });
    const received = (await ask(db, BOOKING, { id }, { actor })).pointsBooking.counterpart;

    expect(received).toMatchObject({ kind: 'TRANSFER_IN', availableActions: [] });
    expect(await reverse(received.id)).toMatchObject({ __typename: 'InvalidInput' });
    const spent = await act('redeemPoints', { volunteerId: comrade.id, goodsId });
    expect(await reverse(id)).toMatchObject({ message: 'There are 10 points; this takes 40.' });
    await reverse(spent.id);
    expect(await reverse(id)).toMatchObject({ state: 'REVERSED' });
    expect(await points()).toMatchObject({ balance: 60 });
    expect(await comrade.points()).toMatchObject({ balance: 0 });
  });

  it('cross each other on the way without losing any', async () => {
    const { act, award, points, comrade, volunteerId, transfer } = await twoVolunteers();
    await award(50);
    await award(50, { volunteerId: comrade.id });
    const back = (points: number) =>
      act('transferPoints', { volunteerId: comrade.id, recipientId: volunteerId, points, reason: '互助' });

    const answers = await Promise.all([transfer(30), back(20), transfer(30), back(40)]);

    const sent = answers.filter(({ __typename }) => __typename === 'PointsBooking');
    expect(sent.length).toBeGreaterThan(1);
    expect((await points()).balance + (await comrade.points()).balance).toBe(100);
  });

  it('are one’s own to spend and to hand on, to nobody further than the rule goes', async () => {
    const { act, award, offer, volunteerId, comrade, points, resident } = await twoVolunteers();
    const elsewhere = await aVolunteer();
    const { id: goodsId } = await offer();
    await award(100);
    const give = (given: object) =>
      act(
        'transferPoints',
        { volunteerId, recipientId: comrade.id, points: 10, reason: '赠予队友', ...given },
        resident,
      );

    expect(await give({})).toMatchObject({ kind: 'TRANSFER_OUT', points: 10 });
    expect(await act('redeemPoints', { volunteerId, goodsId }, resident)).toMatchObject({ points: 30 });
    for (const recipientId of [elsewhere.volunteerId, volunteerId, randomUUID()]) {
      expect(await give({ recipientId })).toMatchObject(notThere(recipientId));
    }
    expect(await give({ points: 91 })).toMatchObject({ message: '"points" must be from 1 to 90.' });
    expect(await points()).toMatchObject({ balance: 60, earned: 100 });
  });

  it('of somebody else are not there for a resident, nor for one who is known as nobody', async () => {
    const { act, award, offer, volunteerId, comrade, resident } = await twoVolunteers();
    const { id: goodsId } = await offer();
    await award(50, { volunteerId: comrade.id });
    const notTheirs = notThere(comrade.id);

    for (const actor of [resident, anActor('RESIDENT', { areaId: resident.areaId })]) {
      const theirs = { volunteerId: comrade.id };
      const take = { ...theirs, recipientId: volunteerId, points: 10, reason: '转给我' };
      expect(await act('transferPoints', take, actor)).toMatchObject(notTheirs);
      expect(await act('redeemPoints', { ...theirs, goodsId }, actor)).toMatchObject(notTheirs);
    }
    expect(await comrade.points()).toMatchObject({ balance: 50 });
  });

  it('are spent once, also by a resident and a clerk at the same moment', async () => {
    const { act, award, offer, volunteerId, comrade, points, transfer, resident } = await twoVolunteers();
    const { id: goodsId } = await offer();
    await award(50);
    const give = () =>
      act('transferPoints', { volunteerId, recipientId: comrade.id, points: 30, reason: '互助' }, resident);
    const redeem = () => act('redeemPoints', { volunteerId, goodsId }, resident);

    const answers = await Promise.all([give(), redeem(), transfer(30), redeem(), give()]);

    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      ...Array(4).fill('NotEnoughPoints'),
      'PointsBooking',
    ]);
    expect(await points()).toMatchObject({ balance: 20 });
  });

  it('lapse when they are not spent in time, those that came first being spent first', async () => {
    const { award, actor, offer, redeem, volunteerId, points } = await aVolunteer();
    const { id: goodsId } = await offer();
    await award(100);
    await redeem(goodsId);
    const nextLapse = async (now: Date) =>
      (await ask(db, POINTS, { id: volunteerId }, { actor, now })).volunteer.points.nextLapse;

    expect(await nextLapse(new Date('2026-11-23T10:00:00+08:00'))).toEqual({ on: '2028-11-23', points: 70 });
    const before = new Date('2028-11-22T23:00:00+08:00');
    const then = new Date('2028-11-23T00:01:00+08:00');
    await tickPoints(db, before);
    expect(await points()).toMatchObject({ balance: 70 });
    await Promise.all([tickPoints(db, then), tickPoints(db, then)]);

    expect(await points()).toMatchObject({ balance: 0, earned: 100, nextLapse: null });
    const { pointsBookings } = await ask(db, LAPSES, { volunteerId }, { actor });
    expect(pointsBookings.nodes).toMatchObject([{ points: 70, availableActions: [] }]);
    const again = await run(
      db,
      'reversePointsBooking',
      { id: pointsBookings.nodes[0].id, reason: '恢复' },
      { actor },
    );
    expect(again).toMatchObject({ __typename: 'InvalidInput' });
  });

  it('are one’s own: nobody else spends or sees them', async () => {
    const { act, award, offer, volunteerId } = await aVolunteer();
    const { id: goodsId } = await offer();
    await award(40);
    const stranger = anActor('RESIDENT', { personId: randomUUID() });

    expect(await act('redeemPoints', { volunteerId, goodsId }, stranger)).toMatchObject({
      __typename: 'NotFound',
    });
    expect((await ask(db, LEDGER, {}, { actor: stranger })).pointsBookings.totalCount).toBe(0);
  });
});

test('the ledger is only ever added to, and every booking sums to zero', async () => {
  const { award } = await aVolunteer();
  const { id } = await award(10);

  await expect(db.query('update points_posting set points = 99 where booking_id = $1', [id])).rejects.toThrow(
    'only ever added to',
  );
  await expect(db.query('delete from points_posting where booking_id = $1', [id])).rejects.toThrow(
    'only ever added to',
  );
  await expect(
    db.query('insert into points_posting (booking_id, points, posted_at) values ($1, 5, now())', [id]),
  ).rejects.toThrow('sum to zero');
});

test('whatever is awarded, exchanged and taken back in whatever order, nothing is lost and nobody owes', async () => {
  const step = fc.record({
    deed: fc.constantFrom('award', 'redeem', 'transfer', 'reverse', 'lapse'),
    amount: fc.integer({ min: 1, max: 80 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), async (steps) => {
      const { act, award, offer, redeem, points, transfer, comrade } = await twoVolunteers();
      const { id: goodsId } = await offer({ stock: 3, price: 25 });
      const booked: string[] = [];
      let years = 0;

      for (const { deed, amount } of steps) {
        const last = booked.at(amount % Math.max(booked.length, 1));
        const deeds = {
          award: () => award(amount),
          redeem: () => redeem(goodsId, 1 + (amount % 2)),
          transfer: () => transfer(1 + (amount % 20)),
          reverse: () => act('reversePointsBooking', { id: last ?? randomUUID(), reason: '误登' }),
          lapse: () => tickPoints(db, new Date(Date.UTC(2028 + years++, 11, 1))),
        };
        const answer = await deeds[deed]();
        if ('id' in answer && deed !== 'reverse' && answer.__typename === 'PointsBooking')
          booked.push(answer.id);
        expect((await points()).balance).toBeGreaterThanOrEqual(0);
        expect((await comrade.points()).balance).toBeGreaterThanOrEqual(0);
      }

      const [{ sum }] = await db.query('select coalesce(sum(points), 0)::int as sum from points_posting');
      const [{ off }] = await db.query(`
        select count(*)::int as off from points_account account
        where balance <> (select sum(points) from points_posting p where p.volunteer_id = account.volunteer_id)`);
      expect({ sum, off }).toEqual({ sum: 0, off: 0 });
    }),
    { numRuns: 6 },
  );
}, 60_000);

test('every state can be reached', () => {
  expect([...bookingStates.reachable('BOOKED')].sort()).toEqual([...bookingStates.states].sort());
  expect([...goodsStates.reachable('OFFERED')].sort()).toEqual([...goodsStates.states].sort());
});

const POINTS = `query ($id: ID!) {
  volunteer(id: $id) { points { balance earned ruleVersion nextLapse { on points } benefits { mechanism fromPoints } } }
}`;
const BOOKING = `query ($id: ID!) {
  pointsBooking(id: $id) { lapsesOn counterpart { id kind availableActions } }
}`;
const LAPSES = `query ($volunteerId: ID!) {
  pointsBookings(first: 5, where: { volunteerId: $volunteerId, kind: LAPSE }) { nodes { id points availableActions } }
}`;
const LEDGER = '{ pointsBookings(first: 5) { totalCount } }';
