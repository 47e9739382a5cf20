import { randomUUID } from 'node:crypto';
import { anActor, countStatements, NOW, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { aMeal, anArea, anElder, aSite, ask, aUnit, run } from '../testing';
import { bookingStates, mealStates } from './meal.states';

const db = testDatabase(tables);

/** A canteen that a unit runs, a lunch of ten seats on the next day, an elder of 76 nearby, and everybody around it. */
async function aLunch(given: Parameters<typeof aMeal>[2] = {}) {
  const community = await anArea(db);
  const unit = await aUnit(db);
  const meal = await aMeal(db, community, given, { operatorId: unit.id });
  const personId = randomUUID();
  const elder = await anElder(db, community, { personId });
  return {
    community,
    meal,
    elder,
    canteenId: meal.canteenId,
    mealId: meal.id,
    elderId: elder.id,
    resident: anActor('RESIDENT', { personId }),
    clerk: anActor('COMMUNITY_CLERK', { areaId: community.id }),
    manager: anActor('SITE_MANAGER', { unitId: unit.id, areaId: community.id }),
  };
}

const after = (clock: string) => ({ now: new Date(`2026-11-${clock}:00+08:00`) });

describe('a meal is booked (F13)', () => {
  it('by an elder for themselves, at the price their age leaves them to pay', async () => {
    const { mealId, elderId, resident } = await aLunch();

    const booking = await run(db, 'bookMeal', { mealId, elderId }, { actor: resident });

    expect(booking).toMatchObject({
      __typename: 'MealBooking',
      state: 'BOOKED',
      price: 1500,
      ruleVersion: '510522/canteen/2',
    });
    expect(booking.subsidy).toBeGreaterThan(0);
    expect(booking.subsidy + booking.toPay).toBe(1500);
    expect((await ask(db, MEAL, { id: mealId })).meal.seatsLeft).toBe(9);
  });

  it('under the rule in force on its day, which the booking keeps', async () => {
    const { mealId, elderId, clerk } = await aLunch({
      day: '2022-08-19',
      bookingClosesAt: new Date('2022-08-19T08:00:00+08:00'),
    });

    const booking = await run(
      db,
      'bookMeal',
      { mealId, elderId },
      { actor: clerk, now: new Date('2022-08-18T09:30:00+08:00') },
    );

    expect(booking).toMatchObject({ state: 'BOOKED', ruleVersion: '510522/canteen/1' });
  });

  it('with what age, hardship and the day add to it, line by line and never above the price', async () => {
    const feast = { day: '2026-10-18', bookingClosesAt: new Date('2026-10-18T08:00:00+08:00') };
    const { community, mealId, clerk } = await aLunch({ ...feast, price: 1000 });
    const elder = await anElder(db, community, { hardships: ['LOW_INCOME', 'EXTREME_POVERTY'] });
    const before = { actor: clerk, now: new Date('2026-10-17T09:30:00+08:00') };

    const { id, subsidy } = await run(db, 'bookMeal', { mealId, elderId: elder.id }, before);

    expect(subsidy).toBe(1000);
    expect((await ask(db, SUBSIDY, { id }, before)).mealBooking.subsidyLines).toEqual([
      { basis: 'AGE', code: null, label: null, amount: 300 },
      { basis: 'HARDSHIP', code: 'EXTREME_POVERTY', label: 'In extreme poverty', amount: 400 },
      { basis: 'DAY', code: 'DOUBLE_NINTH', label: 'Double Ninth', amount: 300 },
    ]);
  });

  it('for the table, or to be brought home', async () => {
    const { mealId, elderId, clerk } = await aLunch();

    await run(db, 'bookMeal', { mealId, elderId, service: 'DELIVERED' }, { actor: clerk });

    const of = async (service: string) =>
      (await ask(db, OF_SERVICE, { mealId, service }, { actor: clerk })).mealBookings.totalCount;
    expect([await of('DELIVERED'), await of('AT_TABLE')]).toEqual([1, 0]);
  });

  it('not once its seats are taken', async () => {
    const { community, mealId, elderId, clerk } = await aLunch({ seats: 1 });
    const neighbour = await anElder(db, community);
    await run(db, 'bookMeal', { mealId, elderId }, { actor: clerk });

    expect(
      await ask(db, BOOK, { input: { clientKey: '1', mealId, elderId: neighbour.id } }, { actor: clerk }),
    ).toEqual({
      bookMeal: { __typename: 'MealFull', code: 'MEAL_FULL', message: 'All 1 seats are taken.', seats: 1 },
    });
  });

  it('not after booking has closed, and says when that was', async () => {
    const { mealId, elderId, resident } = await aLunch();

    const late = { actor: resident, ...after('24T08:00') };

    expect(await ask(db, BOOK, { input: { clientKey: '1', mealId, elderId } }, late)).toMatchObject({
      bookMeal: { __typename: 'BookingClosed', closedAt: '2026-11-24T00:00:00.000Z' },
    });
  });

  it('not twice for the same elder', async () => {
    const { mealId, elderId, resident, clerk } = await aLunch();
    const { id } = await run(db, 'bookMeal', { mealId, elderId }, { actor: resident });

    expect(
      await ask(db, BOOK, { input: { clientKey: '1', mealId, elderId } }, { actor: clerk }),
    ).toMatchObject({
      bookMeal: { __typename: 'AlreadyBooked', booking: { id } },
    });
  });

  it('not for people below the age of the locality’s rule', async () => {
    const { community, mealId, clerk } = await aLunch();
    const young = await anElder(db, community, { birthDate: '1980-01-01' });

    expect(
      await ask(db, BOOK, { input: { clientKey: '1', mealId, elderId: young.id } }, { actor: clerk }),
    ).toMatchObject({
      bookMeal: { __typename: 'NotEntitled', fromAge: 60, ruleVersion: '510522/canteen/2' },
    });
  });

  it('not for somebody else by a resident, nor outside a clerk’s area, nor at another manager’s canteen', async () => {
    const { mealId, elderId, manager } = await aLunch();
    const elsewhere = await anArea(db);

    for (const actor of [
      anActor('RESIDENT', { personId: randomUUID() }),
      anActor('COMMUNITY_CLERK', { areaId: elsewhere.id }),
      { ...manager, unitId: randomUUID() },
    ]) {
      expect(await run(db, 'bookMeal', { mealId, elderId }, { actor })).toMatchObject({
        __typename: 'NotFound',
      });
    }
  });

  it('at a canteen next door, for an elder of the clerk’s own area', async () => {
    const { mealId } = await aLunch();
    const nextDoor = await anArea(db);
    const elder = await anElder(db, nextDoor);
    const actor = anActor('GRID_WORKER', { areaId: nextDoor.id });

    const booking = await run(db, 'bookMeal', { mealId, elderId: elder.id }, { actor });

    expect(booking).toMatchObject({ state: 'BOOKED' });
    expect((await ask(db, BOOKINGS, {}, { actor })).mealBookings.nodes).toEqual([{ id: booking.id }]);
  });

  it('not while the canteen is suspended, nor off the menu, nor for an elder off the books', async () => {
    const suspended = await aLunch();
    await run(db, 'suspendSite', { id: suspended.canteenId, reason: '检修' }, { actor: suspended.manager });
    const { mealId, elderId, clerk } = suspended;
    expect(await run(db, 'bookMeal', { mealId, elderId }, { actor: clerk })).toMatchObject({
      message: 'Cannot BOOK while SUSPENDED.',
    });

    const withdrawn = await aLunch({ state: 'WITHDRAWN' });
    expect(
      await run(
        db,
        'bookMeal',
        { mealId: withdrawn.mealId, elderId: withdrawn.elderId },
        { actor: withdrawn.clerk },
      ),
    ).toMatchObject({ message: 'Cannot BOOK while WITHDRAWN.' });

    const moved = await aLunch();
    await run(db, 'endElderCare', { id: moved.elderId, reason: '迁出' }, { actor: moved.clerk });
    expect(
      await run(db, 'bookMeal', { mealId: moved.mealId, elderId: moved.elderId }, { actor: moved.clerk }),
    ).toMatchObject({ message: 'Cannot BOOK while ENDED.' });
  });

  it('once under one client key, also by twins at the same moment', async () => {
    const { mealId, elderId, resident } = await aLunch();
    const input = { clientKey: 'lunch', mealId, elderId };

    const answers = await Promise.all(
      Array.from({ length: 5 }, () => run(db, 'bookMeal', input, { actor: resident })),
    );

    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await run(db, 'bookMeal', { ...input, mealId: randomUUID() }, { actor: resident })).toMatchObject({
      __typename: 'KeyReused',
    });
    expect((await ask(db, MEAL, { id: mealId })).meal.seatsLeft).toBe(9);
  });
});

describe('a booking', () => {
  const booked = async () => {
    const lunch = await aLunch({ seats: 1 });
    const { mealId, elderId, resident } = lunch;
    const { id } = await run(db, 'bookMeal', { mealId, elderId }, { actor: resident });
    return { ...lunch, id };
  };

  it('is taken back in time, and its seat is free again', async () => {
    const { id, mealId, elderId, resident } = await booked();

    expect(await run(db, 'cancelMealBooking', { id }, { actor: resident })).toMatchObject({
      state: 'CANCELLED',
    });
    expect((await ask(db, MEAL, { id: mealId })).meal.seatsLeft).toBe(1);
    expect(await run(db, 'bookMeal', { mealId, elderId }, { actor: resident })).toMatchObject({
      state: 'BOOKED',
    });
  });

  it('is not taken back once booking has closed, nor twice, nor by somebody else', async () => {
    const { id, resident } = await booked();
    const cancel = (asking: object) => run(db, 'cancelMealBooking', { id }, { actor: resident, ...asking });

    expect(await cancel(after('24T08:00'))).toMatchObject({ __typename: 'BookingClosed' });
    expect(await cancel({ actor: anActor('RESIDENT', { personId: randomUUID() }) })).toMatchObject({
      __typename: 'NotFound',
    });
    expect(await cancel({})).toMatchObject({ state: 'CANCELLED' });
    expect(await cancel({})).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it('ends in a meal served, which the month counts, or in one missed', async () => {
    const { id, canteenId, manager } = await booked();

    expect(await run(db, 'serveMeal', { id }, { actor: manager })).toMatchObject({
      __typename: 'InvalidInput',
      message: 'The meal is on 2026-11-24; that day has not come.',
    });
    const noon = { actor: manager, ...after('24T12:00') };
    expect(await run(db, 'serveMeal', { id }, noon)).toMatchObject({ state: 'SERVED' });
    expect(await run(db, 'recordMissedMeal', { id }, noon)).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect((await ask(db, SERVED, { id: canteenId }, noon)).canteen.mealsServed).toBe(1);

    expect((await ask(db, SERVED, { id: canteenId }, noon)).canteen.mealsMissed).toBe(0);

    const other = await booked();
    expect(
      await run(db, 'recordMissedMeal', { id: other.id }, { actor: other.manager, ...after('24T14:00') }),
    ).toMatchObject({ state: 'MISSED' });
  });

  it('is served by the manager of its canteen, not by another', async () => {
    const { id, manager } = await booked();
    const other = { ...manager, unitId: randomUUID() };

    expect(await run(db, 'serveMeal', { id }, { actor: other, ...after('24T12:00') })).toMatchObject({
      __typename: 'NotFound',
    });
  });

  it('tells others of seats and money, never of who eats', async () => {
    const { id, elderId } = await booked();

    const [event] = await db.query('select type, data from outbox where subject = $1', [id]);

    expect(event).toMatchObject({ type: 'meal-booking.book', data: { price: 1500, to: 'BOOKED' } });
    expect(JSON.stringify(event)).not.toContain(elderId);
  });
});

describe('a menu', () => {
  const lunch = {
    day: '2026-11-25',
    sitting: 'LUNCH',
    dishes: ['红烧豆腐'],
    seats: 20,
    bookingClosesAt: '2026-11-25T08:00:00+08:00',
  };
  const aCanteen = async () => {
    const { canteenId, manager } = await aLunch();
    return {
      canteenId,
      manager,
      publish: (given: object) =>
        run(db, 'publishMeal', { canteenId, ...lunch, ...given }, { actor: manager }),
    };
  };

  it('is published meal by meal, at the standard price unless another is told', async () => {
    const { canteenId, publish } = await aCanteen();

    expect(await publish({})).toMatchObject({ state: 'PUBLISHED', seatsLeft: 20, price: expect.any(Number) });
    expect(await publish({ sitting: 'DINNER', price: 900 })).toMatchObject({ price: 900 });

    expect((await ask(db, MENU, { id: canteenId })).canteen.meals).toEqual([
      { day: '2026-11-24', sitting: 'LUNCH', isBookable: true },
      { day: '2026-11-25', sitting: 'LUNCH', isBookable: true },
      { day: '2026-11-25', sitting: 'DINNER', isBookable: true },
    ]);
  });

  it('is refused with the name of what is wrong', async () => {
    const { publish } = await aCanteen();
    await publish({});

    expect(await publish({})).toMatchObject({ __typename: 'MealAlreadyPublished' });
    expect(await publish({ sitting: 'DINNER', dishes: [] })).toMatchObject({
      message: 'Name at least one dish.',
    });
    for (const wrong of [{ seats: 0 }, { seats: 10_001 }, { price: -1 }, { price: 100_001 }]) {
      expect(await publish({ sitting: 'DINNER', ...wrong })).toMatchObject({
        message: expect.stringMatching(/^"(seats|price)" must be from/),
      });
    }
    expect(await publish({ day: '2026-11-22' })).toMatchObject({ message: 'The day has passed.' });
    expect(await publish({ sitting: 'DINNER', bookingClosesAt: '2026-11-26T08:00:00+08:00' })).toMatchObject({
      __typename: 'InvalidInput',
    });
  });

  it('belongs to a canteen that is open, and to who keeps it', async () => {
    const { community, canteenId, manager, clerk } = await aLunch();
    const station = await aSite(db, community);
    const publish = (given: object, actor = clerk) =>
      run(db, 'publishMeal', { canteenId, ...lunch, ...given }, { actor });

    expect(await publish({ canteenId: station.id })).toMatchObject({ __typename: 'NotFound' });
    expect(await publish({}, { ...manager, unitId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
    await run(db, 'suspendSite', { id: canteenId, reason: '检修' }, { actor: clerk });
    expect(await publish({})).toMatchObject({ message: 'Cannot PUBLISH_MEAL while SUSPENDED.' });
  });

  it('loses a meal with all its bookings, each with the reason', async () => {
    const { mealId, elderId, manager, resident, canteenId } = await aLunch();
    const { id } = await run(db, 'bookMeal', { mealId, elderId }, { actor: resident });
    const withdraw = (given: object) =>
      run(db, 'withdrawMeal', { id: mealId, reason: '停电', ...given }, { actor: manager });

    expect(await withdraw({ reason: ' ' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(
      await run(
        db,
        'withdrawMeal',
        { id: mealId, reason: '停电' },
        { actor: { ...manager, unitId: randomUUID() } },
      ),
    ).toMatchObject({
      __typename: 'NotFound',
    });
    expect(await withdraw({})).toMatchObject({ state: 'WITHDRAWN' });

    const { mealBooking } = await ask(db, BOOKING, { id }, { actor: resident });
    expect(mealBooking).toMatchObject({
      state: 'CANCELLED',
      history: [{ reason: null }, { reason: '停电' }],
    });
    expect((await ask(db, MENU, { id: canteenId })).canteen.meals).toEqual([]);
  });

  it('is asked for a month at most', async () => {
    const { canteenId } = await aCanteen();

    await expect(ask(db, MENU, { id: canteenId, days: 32 })).rejects.toThrow('"days" must be from 1 to 31');
  });
});

describe('who sees a booking', () => {
  it('is the elder, the canteen’s manager and whoever works for the area, nobody else', async () => {
    const { mealId, elderId, resident, clerk, manager, community } = await aLunch();
    const { id } = await run(db, 'bookMeal', { mealId, elderId }, { actor: resident });
    const elsewhere = await anArea(db);
    const see = async (actor: Parameters<typeof run>[3] extends infer A ? A : never) => {
      const { mealBooking, mealBookings } = await ask(db, SEEN, { id }, actor);
      expect(mealBookings.totalCount).toBe(mealBooking ? 1 : 0);
      return mealBooking;
    };

    for (const actor of [resident, clerk, manager]) expect(await see({ actor })).toEqual({ id });
    for (const actor of [
      null,
      anActor('RESIDENT', { personId: randomUUID() }),
      anActor('COMMUNITY_CLERK', { areaId: elsewhere.id }),
      anActor('SITE_MANAGER', { unitId: randomUUID(), areaId: community.id }),
      anActor('DATA_ANALYST', { areaId: community.id }),
    ]) {
      expect(await see({ actor })).toBeNull();
    }
  });

  it('is held to it by the database, with the service’s own filter taken away', async () => {
    const { mealId, elderId, resident } = await aLunch();
    const { id } = await run(db, 'bookMeal', { mealId, elderId }, { actor: resident });

    expect(await db.query('select id from meal_booking where id = $1', [id])).toEqual([]);
    expect(await db.query('select id from elder_profile where id = $1', [elderId])).toEqual([]);
  });
});

test('the menus and bookings of many canteens cost as many statements as those of one', async () => {
  const { canteenId, mealId, elderId, resident, clerk } = await aLunch();
  await run(db, 'bookMeal', { mealId, elderId }, { actor: resident });
  const statements = async (count: number) => {
    const canteens = Array.from({ length: count }, () => ({ __typename: 'Canteen', id: canteenId }));
    return (await countStatements(() => ask(db, MANY, { canteens }, { actor: clerk }))).statements.length;
  };
  await statements(1);

  expect(await statements(50)).toBe(await statements(1));
});

test('every state of a meal and of a booking can be reached', () => {
  expect([...mealStates.reachable('PUBLISHED')].sort()).toEqual([...mealStates.states].sort());
  expect([...bookingStates.reachable('BOOKED')].sort()).toEqual([...bookingStates.states].sort());
});

test('a site of another kind is no canteen', async () => {
  const { id } = await aSite(db, await anArea(db));

  expect(await ask(db, MENU, { id })).toEqual({ canteen: null });
});

test('a meal that is over can no longer be booked', async () => {
  const { mealId } = await aLunch();

  expect((await ask(db, MEAL, { id: mealId }, { now: NOW })).meal.isBookable).toBe(true);
  expect((await ask(db, MEAL, { id: mealId }, after('24T12:00'))).meal.isBookable).toBe(false);
});

const BOOK = /* GraphQL */ `
  mutation ($input: BookMealInput!) {
    bookMeal(input: $input) {
      __typename
      ... on MealBooking { id }
      ... on Refusal { code message }
      ... on MealFull { seats }
      ... on BookingClosed { closedAt }
      ... on AlreadyBooked { booking { id } }
      ... on NotEntitled { fromAge ruleVersion }
    }
  }
`;
const MEAL = 'query ($id: ID!) { meal(id: $id) { seatsLeft isBookable } }';
const MENU = `
  query ($id: ID!, $days: Int! = 7) { canteen(id: $id) { meals(days: $days) { day sitting isBookable } } }
`;
const SERVED = 'query ($id: ID!) { canteen(id: $id) { mealsServed mealsMissed } }';
const SUBSIDY = 'query ($id: ID!) { mealBooking(id: $id) { subsidyLines { basis code label amount } } }';
const OF_SERVICE = /* GraphQL */ `
  query ($mealId: ID!, $service: MealService) {
    mealBookings(first: 1, where: { mealId: $mealId, service: $service }) { totalCount }
  }
`;
const BOOKING = 'query ($id: ID!) { mealBooking(id: $id) { state history { reason } } }';
const BOOKINGS = '{ mealBookings(first: 5) { nodes { id } } }';
const SEEN = 'query ($id: ID!) { mealBooking(id: $id) { id } mealBookings(first: 1) { totalCount } }';
const MANY = /* GraphQL */ `
  query ($canteens: [_Any!]!) {
    _entities(representations: $canteens) {
      ... on Canteen { site { name } mealsServed mealsMissed meals { day history { action } } }
    }
    mealBookings(first: 50) { nodes { meal { day } elder { maskedName } history { action } } }
  }
`;
