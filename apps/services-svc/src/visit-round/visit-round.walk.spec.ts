import { anActor, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import type { PlannedVisitAction, PlannedVisitState } from '../generated/graphql';
import { tables } from '../tables';
import { anArea, anElder, ask, run } from '../testing';
import { plannedVisitStates } from './visit-round.states';

const db = testDatabase(tables);

const tried = fc.constantFrom<PlannedVisitAction>('REACH', 'FAIL', 'DROP');

/** Nobody answering a second time is another visit, and leaves the stop as it is. */
const mayBeVisited = (state: PlannedVisitState) => state === 'PLANNED' || state === 'NOT_REACHED';

test('whatever is tried at a stop, only the steps of the table happen, and it keeps the visit that it was made by (SM-9, S23)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(tried, { minLength: 2, maxLength: 6 }), async (tries) => {
      const community = await anArea(db);
      const actor = anActor('GRID_WORKER', { areaId: community.id });
      const { id: elderId } = await anElder(db, community);
      const { id } = await run(db, 'planVisitRound', { areaId: community.id, day: '2026-11-23' }, { actor });
      const stop = async () => (await ask(db, STOP, { id }, { actor })).visitRound.stops[0];
      const { id: plannedVisitId } = await stop();
      let state: PlannedVisitState = 'PLANNED';
      let minute = 10;

      for (const action of tries) {
        if (action === 'DROP') {
          await run(db, 'closeVisitRound', { id }, { actor });
        } else {
          const visitedAt = `2026-11-23T09:${minute}:00+08:00`;
          minute += 1;
          const outcome = action === 'REACH' ? 'DONE' : 'NOT_REACHED';
          const answer = await run(
            db,
            'recordElderVisit',
            { elderId, kind: 'DOOR', outcome, visitedAt, plannedVisitId },
            { actor },
          );
          expect(answer.__typename).toBe(mayBeVisited(state) ? 'ElderVisit' : 'ActionNotAllowed');
        }
        state = plannedVisitStates.next(state, action) ?? state;
        expect((await stop()).state).toBe(state);
      }

      const { visit } = await stop();
      expect(visit === null).toBe(state === 'PLANNED' || state === 'DROPPED');
    }),
    { numRuns: 12 },
  );
}, 60_000);

const STOP = 'query ($id: ID!) { visitRound(id: $id) { stops { id state visit { id } } } }';
