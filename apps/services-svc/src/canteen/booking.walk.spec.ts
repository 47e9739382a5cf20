import { anActor, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import type { MealBookingAction, MealBookingState } from '../generated/graphql';
import { tables } from '../tables';
import { aMeal, anArea, anElder, ask, run } from '../testing';
import { bookingStates } from './meal.states';

const db = testDatabase(tables);

/** A dinner that is booked until the evening, so that on its day a booking can both be taken back and eaten. */
const NOON = new Date('2026-11-24T12:00:00+08:00');

const acts: Record<MealBookingAction, { name: string; input: object }> = {
  CANCEL: { name: 'cancelMealBooking', input: {} },
  SERVE: { name: 'serveMeal', input: {} },
  MISS: { name: 'recordMissedMeal', input: {} },
  CORRECT: { name: 'correctMealBooking', input: { reason: '登记有误' } },
};

// The keys of a record of all actions are the actions.
const tried = fc.constantFrom(...(Object.keys(acts) as MealBookingAction[]));

test('whatever is tried with a booking, only the steps of the table happen, and the seat is free when it is cancelled (F13)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(tried, { minLength: 2, maxLength: 7 }), async (tries) => {
      const community = await anArea(db);
      const meal = await aMeal(db, community, { bookingClosesAt: new Date('2026-11-24T16:00:00+08:00') });
      const clerk = { actor: anActor('COMMUNITY_CLERK', { areaId: community.id }), now: NOON };
      const elder = await anElder(db, community);
      const { id } = await run(db, 'bookMeal', { mealId: meal.id, elderId: elder.id }, clerk);
      let state: MealBookingState = 'BOOKED';

      for (const action of tries) {
        const { name, input } = acts[action];
        const answer = await run(db, name, { id, ...input }, clerk);
        const next: MealBookingState | undefined = bookingStates.next(state, action);
        expect(answer.__typename).toBe(next ? 'MealBooking' : 'ActionNotAllowed');
        state = next ?? state;
      }

      const { meal: after } = await ask(db, SEATS, { id: meal.id }, clerk);
      expect(after.seatsLeft).toBe(state === 'CANCELLED' ? 10 : 9);
    }),
    { numRuns: 12 },
  );
}, 60_000);

const SEATS = 'query ($id: ID!) { meal(id: $id) { seatsLeft } }';
