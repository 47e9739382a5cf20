import { anActor, NOW, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import type { DeploymentAction } from '../generated/graphql';
import { tables } from '../tables';
import { aCounty, anArea, aPerson, ask, run } from '../testing';
import { deploymentShiftStates, deploymentStates } from './deployment.states';

const db = testDatabase(tables);

test('every state of a deployment and of a shift can be reached (S25)', () => {
  expect([...deploymentStates.reachable('SIGNED_UP')].sort()).toEqual([...deploymentStates.states].sort());
  expect([...deploymentShiftStates.reachable('PLANNED')].sort()).toEqual(
    [...deploymentShiftStates.states].sort(),
  );
});

test('whatever is tried in whatever order, only the steps of the table happen, and the history tells them all', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom<Tried>('ASSIGN', 'REPORT_IN', 'PLAN_SHIFT', 'GO'), { maxLength: 10 }),
      async (tried) => {
        const { act, id, acts, organiser } = await somebodySignedUp();
        let state: (typeof deploymentStates.states)[number] = 'SIGNED_UP';

        for (const [hour, tries] of tried.entries()) {
          const { name, input } = acts(hour)[tries];
          const answer = await act(name, { id, ...input });
          const action: DeploymentAction =
            tries !== 'GO' ? tries : state === 'ON_DUTY' ? 'RELEASE' : 'LET_GO';
          const next = deploymentStates.next(state, action);
          expect(answer.__typename === 'Deployment').toBe(next !== undefined);
          state = next ?? state;
        }

        const { deployment } = await ask(db, DEPLOYMENT, { id }, { actor: organiser });
        expect(deployment.state).toBe(state);
        const walked = deployment.history
          .slice(1)
          .every(
            ({ fromState, toState, action }: Step) => deploymentStates.next(fromState, action) === toState,
          );
        expect(walked).toBe(true);
      },
    ),
    { numRuns: 15 },
  );
});

test('however people are sent and released, nobody is at two places on one day', async () => {
  const span = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 8 }));
  await fc.assert(
    fc.asyncProperty(fc.array(span, { minLength: 2, maxLength: 6 }), async (spans) => {
      const { county, act, call, personId } = await aSignUp();
      const taken: { from: number; to: number }[] = [];

      for (const [from, length] of spans) {
        const to = from + length;
        const { id: callId } = await call();
        const { id } = await act('signUpForDeployment', { callId, personId });
        const answer = await act('assignDeployment', { id, areaId: county.id, from: day(from), to: day(to) });

        const isFree = taken.every((other) => to < other.from || from > other.to);
        expect(answer.__typename).toBe(isFree ? 'Deployment' : 'DeployedElsewhere');
        if (isFree) taken.push({ from, to });
      }
    }),
    { numRuns: 15 },
  );
});

type Tried = 'ASSIGN' | 'REPORT_IN' | 'PLAN_SHIFT' | 'GO';

interface Step {
  fromState: (typeof deploymentStates.states)[number];
  toState: string;
  action: DeploymentAction;
}

const day = (number: number) => `2026-12-${String(number).padStart(2, '0')}`;
const DAYS = { from: '2026-11-20', to: '2026-12-30' };

async function aSignUp() {
  const { county, street, organiser } = await aCounty(db);
  const community = await anArea(db, {}, street);
  const { id: personId } = await aPerson(db, county);
  const act = (name: string, input: Record<string, unknown>) =>
    run(db, name, input, { actor: organiser, now: NOW });
  const call = () => act('callToFrontLine', { areaId: county.id, title: '下沉', ...DAYS, needed: 9 });
  return { county, community, organiser, personId, act, call };
}

async function somebodySignedUp() {
  const { community, organiser, personId, act, call } = await aSignUp();
  const { id: callId } = await call();
  const themselves = anActor('RESIDENT', { personId });
  const { id } = await run(db, 'signUpForDeployment', { callId, personId }, { actor: themselves });

  // Each shift has an hour of its own, so that none is in the way of another.
  const acts = (hour: number): Record<Tried, { name: string; input: object }> => ({
    ASSIGN: { name: 'assignDeployment', input: { areaId: community.id, ...DAYS } },
    REPORT_IN: { name: 'reportInForDeployment', input: {} },
    PLAN_SHIFT: {
      name: 'planDeploymentShift',
      input: {
        startsAt: `2026-11-24T${String(hour).padStart(2, '0')}:00:00+08:00`,
        endsAt: `2026-11-24T${String(hour + 1).padStart(2, '0')}:00:00+08:00`,
        task: '值守',
      },
    },
    GO: { name: 'releaseFromDeployment', input: { reason: '轮换' } },
  });
  return { act, id, acts, organiser };
}

const DEPLOYMENT = /* GraphQL */ `
  query ($id: ID!) { deployment(id: $id) { state history { fromState toState action } } }
`;
