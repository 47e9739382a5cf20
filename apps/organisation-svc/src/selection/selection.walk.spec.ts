import { testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import type { SelectionAction } from '../generated/graphql';
import { tables } from '../tables';
import { aPerson, ask } from '../testing';
import { selectionStates } from './selection.states';
import { aBuilding, stepsOf } from './selection.testing';

const db = testDatabase(tables);

test('every state of a selection can be reached, and every step can fail (H29)', () => {
  expect([...selectionStates.reachable('NOMINATED')].sort()).toEqual([...selectionStates.states].sort());
  const open = selectionStates.states.filter((state) => selectionStates.actions(state).length > 0);
  expect(open.map((state) => selectionStates.next(state, 'FAIL'))).toEqual(open.map(() => 'FAILED'));
});

test('whatever is tried in whatever order, only the steps of the table happen, and the history tells them all (H29)', async () => {
  // Half of the tries lead on, so that walks come to their end often enough.
  const onwards = fc.constantFrom<SelectionAction>('VET', 'ELECT', 'EVALUATE', 'APPOINT');
  const any = fc.constantFrom<SelectionAction>(...ACTIONS);
  const tries = fc.array(fc.oneof(onwards, any), { minLength: 3, maxLength: 12 });

  await fc.assert(
    fc.asyncProperty(tries, async (tried) => {
      const { building, clerk, open, move } = await aBuilding(db);
      const { id } = await open();
      const { NOMINATE, ...steps } = ACTS;
      let state: (typeof selectionStates.states)[number] = 'NOMINATED';

      for (const action of tried) {
        const input =
          action === 'NOMINATE'
            ? { id, candidates: [{ personId: (await aPerson(db, building)).id }] }
            : (await inputsOf(id, clerk))[action];
        const answer = await move(action === 'NOMINATE' ? NOMINATE : steps[action], input);
        const next = selectionStates.next(state, action);
        expect(answer.__typename).toBe(next === undefined ? 'ActionNotAllowed' : 'Selection');
        state = next ?? state;
      }

      const { selection, area } = await ask(db, SELECTION, { id, areaId: building.id });
      expect(selection.state).toBe(state);
      expect(area.head === null).toBe(state !== 'APPOINTED');
      const walked = selection.history
        .slice(1)
        .every(({ fromState, toState, action }: Step) => selectionStates.next(fromState, action) === toState);
      expect(walked).toBe(true);
    }),
    { numRuns: 15 },
  );
});

const ACTS: Record<SelectionAction, string> = {
  NOMINATE: 'nominateCandidates',
  VET: 'vetCandidates',
  ELECT: 'recordElection',
  EVALUATE: 'evaluateElected',
  APPOINT: 'appointElected',
  FAIL: 'failSelection',
};
const ACTIONS = Object.keys(ACTS) as SelectionAction[];

const inputsOf = (id: string, actor: object) => stepsOf(db, id, { actor });

interface Step {
  fromState: (typeof selectionStates.states)[number];
  toState: string;
  action: SelectionAction;
}

const SELECTION = /* GraphQL */ `
  query ($id: ID!, $areaId: ID!) {
    selection(id: $id) { state history { fromState toState action } }
    area(id: $areaId) { head { id } }
  }
`;
