import { anActor, NOW, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import type { ElderAction, ElderState } from '../generated/graphql';
import { tables } from '../tables';
import { anArea, anElder, ask, run } from '../testing';
import { elderStates } from './elder.states';

const db = testDatabase(tables);

const acts: Record<ElderAction, { name: string; input: (id: string) => object }> = {
  CHANGE_RISK_TIER: { name: 'changeRiskTier', input: (id) => ({ id, riskTier: 'HIGH', reason: '评估' }) },
  CHANGE_GROUPS: {
    name: 'changeElderGroups',
    input: (id) => ({ id, groups: ['LIVING_ALONE'], reason: '评估' }),
  },
  RECORD_MAJOR_CHANGE: {
    name: 'recordMajorChange',
    input: (id) => ({ id, change: 'DISCHARGED', reason: '出院' }),
  },
  RECORD_VISIT: {
    name: 'recordElderVisit',
    input: (elderId) => ({ elderId, kind: 'DOOR', outcome: 'DONE', visitedAt: NOW.toISOString() }),
  },
  RECORD_HARDSHIPS: { name: 'recordHardships', input: (id) => ({ id, hardships: [], reason: '复核' }) },
  RECORD_ALLERGIES: { name: 'recordAllergies', input: (id) => ({ id, allergies: ['花生'] }) },
  END_CARE: { name: 'endElderCare', input: (id) => ({ id, reason: '迁出' }) },
};

// The keys of a record of all actions are the actions.
const tried = fc.constantFrom(...(Object.keys(acts) as ElderAction[]));

test('whatever is tried with an elder, only the steps of the table happen, each told once in the history (S23)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(tried, { minLength: 2, maxLength: 8 }), async (tries) => {
      const community = await anArea(db);
      const actor = anActor('COMMUNITY_CLERK', { areaId: community.id });
      const { id } = await anElder(db, community);
      let state: ElderState = 'ACTIVE';
      const done: string[] = [];

      for (const action of tries) {
        const { name, input } = acts[action];
        const answer = await run(db, name, { ...input(id) }, { actor });
        const next: ElderState | undefined = elderStates.next(state, action);
        expect(answer.__typename === 'ActionNotAllowed').toBe(!next);
        if (next) done.push(action);
        state = next ?? state;
      }

      const { elderProfile } = await ask(db, TOLD, { id }, { actor });
      expect(elderProfile.state).toBe(state);
      expect(elderProfile.history.map(({ action }: { action: string }) => action)).toEqual(done);
    }),
    { numRuns: 12 },
  );
}, 60_000);

const TOLD = 'query ($id: ID!) { elderProfile(id: $id) { state history { action } } }';
