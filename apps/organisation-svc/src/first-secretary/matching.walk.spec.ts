import { testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import type { SecretaryMatchingAction } from '../generated/graphql';
import { tables } from '../tables';
import { aCounty, anArea, aPerson, ask, run } from '../testing';
import { matchingStates } from './matching.states';

const db = testDatabase(tables);

test('every state of a matching can be reached (H2)', () => {
  expect([...matchingStates.reachable('SURVEYING')].sort()).toEqual([...matchingStates.states].sort());
});

test('whatever is tried in whatever order, only the steps of the table happen, and the history tells them all', async () => {
  const tries = fc.array(fc.constantFrom<SecretaryMatchingAction>(...ACTIONS), {
    minLength: 3,
    maxLength: 12,
  });

  await fc.assert(
    fc.asyncProperty(tries, async (tried) => {
      const { act, id, acts } = await aMatching();
      let state = await stateOf(id);
      let hasNeeds = false;

      for (const action of tried) {
        const { name, input } = acts[action];
        const answer = await act(name, { id, ...input });
        // The one step that the table allows and a guard may refuse.
        const next = action === 'CLOSE_SURVEY' && !hasNeeds ? undefined : matchingStates.next(state, action);
        hasNeeds ||= state === 'SURVEYING' && action === 'RECORD_NEEDS';
        expect(answer.__typename === 'SecretaryMatching').toBe(next !== undefined);
        state = next ?? state;
      }

      const { secretaryMatching } = await ask(db, MATCHING, { id });
      expect(secretaryMatching.state).toBe(state);
      const walked = secretaryMatching.history
        .slice(1)
        .every(({ fromState, toState, action }: Step) => matchingStates.next(fromState, action) === toState);
      expect(walked).toBe(true);
    }),
    { numRuns: 15 },
  );
});

const ACTIONS = ['RECORD_NEEDS', 'CLOSE_SURVEY', 'PROPOSE', 'APPOINT', 'WITHDRAW'] as const;

interface Step {
  fromState: (typeof matchingStates.states)[number];
  toState: string;
  action: SecretaryMatchingAction;
}

async function aMatching() {
  const { county, street, organiser } = await aCounty(db);
  const community = await anArea(db, {}, street);
  const { id: personId } = await aPerson(db, county);
  const act = (name: string, input: Record<string, unknown>) => run(db, name, input, { actor: organiser });
  await act('setPortfolio', { personId, areaId: county.id, fields: ['housing'] });
  const { id } = await act('openNeedsSurvey', { areaId: community.id });

  const acts: Record<SecretaryMatchingAction, { name: string; input: object }> = {
    RECORD_NEEDS: { name: 'recordNeeds', input: { needs: [{ field: 'housing', weight: 5 }] } },
    CLOSE_SURVEY: { name: 'closeNeedsSurvey', input: {} },
    PROPOSE: { name: 'proposeFirstSecretary', input: {} },
    APPOINT: { name: 'appointFirstSecretary', input: { personId, from: '2026-11-01' } },
    WITHDRAW: { name: 'withdrawSecretaryMatching', input: { reason: '暂缓' } },
  };
  return { act, id, acts };
}

const stateOf = async (id: string): Promise<Step['fromState']> =>
  (await ask(db, MATCHING, { id })).secretaryMatching.state;

const MATCHING = /* GraphQL */ `
  query ($id: ID!) { secretaryMatching(id: $id) { state history { fromState toState action } } }
`;
