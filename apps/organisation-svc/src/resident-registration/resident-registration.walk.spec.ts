import { randomUUID } from 'node:crypto';
import { anActor, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import type { ResidentRegistrationAction, ResidentRegistrationState } from '../generated/graphql';
import { tables } from '../tables';
import { aCounty, anArea, ask, run } from '../testing';
import { residentRegistrationStates } from './resident-registration.states';

const db = testDatabase(tables);

test('every state of a registration can be reached (X12)', () => {
  expect([...residentRegistrationStates.reachable('SUBMITTED')].sort()).toEqual(
    [...residentRegistrationStates.states].sort(),
  );
});

test('whatever is tried in whatever order, only the steps of the table happen, and the register counts who stays', async () => {
  const { street } = await aCounty(db);
  const household = await anArea(db, { level: 'HOUSEHOLD' }, street);
  const clerk = anActor('COMMUNITY_CLERK', { areaId: street.id });
  await run(db, 'issueHouseCodes', { withinId: household.id }, { actor: clerk });
  const { area } = await ask(db, CODE, { id: household.id }, { actor: clerk });
  const tries = fc.array(fc.constantFrom(...ACTIONS), { minLength: 1, maxLength: 6 });

  await fc.assert(
    fc.asyncProperty(tries, async (tried) => {
      const input = { code: area.houseCode.doorCode, kind: 'RESIDENT', name: `张${randomUUID()}` };
      const { id } = await run(
        db,
        'registerByHouseCode',
        { ...input, birthDate: '1985-03-14', consents: true },
        { actor: clerk },
      );
      let state: ResidentRegistrationState = 'SUBMITTED';
      const before = await residents(household.id);

      for (const action of tried) {
        const name = `${action.toLowerCase()}ResidentRegistration`;
        const reason = action === 'REJECT' || action === 'END' ? { reason: '核实' } : {};
        const answer = await run(db, name, { id, ...reason }, { actor: clerk });
        const next = residentRegistrationStates.next(state, action);
        expect(answer.__typename === 'ResidentRegistration').toBe(next !== undefined);
        state = next ?? state;
      }

      expect((await residents(household.id)) - before).toBe(state === 'CONFIRMED' ? 1 : 0);
      const { residentRegistration } = await ask(db, LIFE, { id }, { actor: clerk });
      expect(residentRegistration.state).toBe(state);
      expect(residentRegistration.history.at(-1).toState).toBe(state);
      if (state === 'SUBMITTED') await run(db, 'withdrawResidentRegistration', { id }, { actor: clerk });
    }),
    { numRuns: 15 },
  );
});

const ACTIONS = ['CONFIRM', 'REJECT', 'WITHDRAW', 'END'] as const satisfies ResidentRegistrationAction[];

const residents = async (areaId: string): Promise<number> =>
  (await db.query('select residents from household_register where area_id = $1', [areaId]))[0]?.residents ??
  0;

const CODE = 'query ($id: ID!) { area(id: $id) { houseCode { doorCode } } }';
const LIFE = 'query ($id: ID!) { residentRegistration(id: $id) { state history { toState } } }';
