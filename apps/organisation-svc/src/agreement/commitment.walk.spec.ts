import { testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import type { CommitmentAction, CommitmentState } from '../generated/graphql';
import { anAgreement, aPair } from '../joint-work/joint-work.testing';
import { localities } from '../locality';
import { tables } from '../tables';
import { ask, run } from '../testing';
import { agreementStates, commitmentStates } from './agreement.states';
import { tickCommitments } from './commitment.clock';

const db = testDatabase(tables);

test('every state of an agreement and of a commitment can be reached (H17)', () => {
  expect([...agreementStates.reachable('PROPOSED')].sort()).toEqual([...agreementStates.states].sort());
  expect([...commitmentStates.reachable('OFFERED')].sort()).toEqual([...commitmentStates.states].sort());
});

test('whatever befalls a commitment in whatever order, only the steps of the table happen, and the history tells them all', async () => {
  const happenings = fc.array(fc.constantFrom('wait', 'keep', 'keepLate', 'postpone', 'release'), {
    minLength: 3,
    maxLength: 12,
  });

  await fc.assert(
    fc.asyncProperty(happenings, async (happening) => {
      const pair = await aPair(db);
      const { commitment } = await anAgreement(db, pair, { dueOn: '2026-12-07', wantedOn: '2026-12-07' });
      const { id } = commitment;
      let state: CommitmentState = 'PROMISED';
      let dueOn = '2026-12-07';
      let today = '2026-11-23';
      const by = () => ({ actor: pair.clerk, now: new Date(`${today}T02:00:00Z`) });

      for (const what of happening) {
        if (what === 'wait') {
          today = dayAfter(today, 7);
          await tickCommitments(db, localities, new Date(`${today}T02:00:00Z`));
        } else {
          const { name, input, action } = step(what, dueOn, today);
          const answer = await run(db, name, { id, ...input }, by());
          const isAllowed = commitmentStates.next(state, action) !== undefined;
          // A step that the table allows is refused only where its day cannot be.
          if (answer.__typename === 'Commitment') expect(isAllowed).toBe(true);
          else if (isAllowed) expect(answer.__typename).toBe('InvalidInput');
        }
        const told = (await ask(db, TOLD, { id })).commitment;
        ({ state, dueOn } = told);
      }

      const { history } = (await ask(db, TOLD, { id })).commitment;
      const steps: Step[] = history;
      expect(
        steps.every(({ fromState, toState, action }) => commitmentStates.next(fromState, action) === toState),
      ).toBe(true);
      expect(steps.at(-1)?.toState ?? 'PROMISED').toBe(state);
      if (state === 'PROMISED' || state === 'DUE') expect(dueOn >= today).toBe(true);
    }),
    { numRuns: 15 },
  );
}, 60_000);

interface Step {
  fromState: CommitmentState;
  toState: CommitmentState;
  action: CommitmentAction;
}

/** What is asked for on a day, and which edge of the table that means. */
function step(what: 'keep' | 'keepLate' | 'postpone' | 'release', dueOn: string, today: string) {
  const steps = {
    keep: { name: 'keepCommitment', input: { on: today < dueOn ? today : dueOn }, action: 'KEEP' },
    keepLate: { name: 'keepCommitment', input: { on: dayAfter(dueOn, 1) }, action: 'KEEP_LATE' },
    postpone: {
      name: 'postponeCommitment',
      input: { dueOn: dayAfter(dueOn, 14), reason: '天气' },
      action: 'POSTPONE',
    },
    release: { name: 'releaseCommitment', input: { reason: '不再需要' }, action: 'RELEASE' },
  } as const;
  return steps[what];
}

const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

const TOLD = 'query ($id: ID!) { commitment(id: $id) { state dueOn history { fromState toState action } } }';
