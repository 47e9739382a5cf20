import { testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import type { CommunityWorkerAction } from '../generated/graphql';
import { tables } from '../tables';
import { ask, run } from '../testing';
import { communityWorkerStates } from './community-worker.states';
import { aStaffedStreet, aWorker } from './community-worker.testing';

const db = testDatabase(tables);

test('every state of a community worker can be reached (S17)', () => {
  const { reachable, states } = communityWorkerStates;

  expect([...reachable('SERVING')].sort()).toEqual([...states].sort());
});

test('whatever is tried in whatever order, only the steps of the table happen, and the history tells them all', async () => {
  const tries = fc.array(fc.constantFrom(...ACTIONS), { minLength: 2, maxLength: 6 });

  await fc.assert(
    fc.asyncProperty(tries, async (tried) => {
      const street = await aStaffedStreet(db);
      const { id } = await aWorker(db, street);
      const actor = street.organiser;
      let state: Step['fromState'] = 'SERVING';
      let [year, isHere] = [2021, true];

      for (const action of tried) {
        const [act, input] = acts[action](isHere ? street.there.id : street.here.id, year++);
        const answer = await run(db, act, { id, ...input }, { actor });

        const next = communityWorkerStates.next(state, action);
        expect(answer.__typename === 'CommunityWorker').toBe(next !== undefined);
        if (next && action === 'TRANSFER') isHere = !isHere;
        state = next ?? state;
      }

      const { communityWorker } = await ask(db, WORKER, { id }, { actor });
      expect(communityWorker.state).toBe(state);
      // Whoever serves holds the post where they serve, and nobody else does.
      expect(communityWorker.appointment.state).toBe(state === 'SERVING' ? 'SERVING' : 'ENDED');
      expect(communityWorker.appointment.area).toEqual(communityWorker.area);
      const walked = communityWorker.history
        .slice(1)
        .every(
          ({ fromState, toState, action }: Step) => communityWorkerStates.next(fromState, action) === toState,
        );
      expect(walked).toBe(true);
    }),
    { numRuns: 12 },
  );
});

const ACTIONS = [
  'REGRADE',
  'TRANSFER',
  'ASSESS',
  'ENTER_INSTITUTION',
  'ENTER_CIVIL_SERVICE',
  'LEAVE',
] as const;
const on = '2026-11-20';

const acts: Record<CommunityWorkerAction, (areaId: string, year: number) => [act: string, input: object]> = {
  REGRADE: () => ['regradeCommunityWorker', { grade: 'SENIOR', on, reason: '晋级' }],
  TRANSFER: (areaId) => ['transferCommunityWorker', { areaId, on, reason: '交流' }],
  ASSESS: (_, year) => ['assessCommunityWorker', { year: year, level: 'COMPETENT' }],
  ENTER_INSTITUTION: () => ['recordCareerMove', { kind: 'PUBLIC_INSTITUTION', on }],
  ENTER_CIVIL_SERVICE: () => ['recordCareerMove', { kind: 'CIVIL_SERVICE', on }],
  LEAVE: () => ['endCommunityWork', { to: on, reason: '离职' }],
};

interface Step {
  fromState: (typeof communityWorkerStates.states)[number];
  toState: string;
  action: CommunityWorkerAction;
}

const WORKER = /* GraphQL */ `
  query ($id: ID!) {
    communityWorker(id: $id) {
      state area { id } appointment { state area { id } } history { fromState toState action }
    }
  }
`;
