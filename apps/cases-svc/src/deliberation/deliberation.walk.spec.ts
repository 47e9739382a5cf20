import { testDatabase, withReach } from '@jinlin/testing';
import fc from 'fast-check';
import { localities } from '../locality';
import { tables } from '../tables';
import { expectWalk, historyOf } from '../walk.testing';
import { Deliberation } from './deliberation.entity';
import { deliberationStates } from './deliberation.states';
import { aDeliberation, aVote, days, run, yes } from './deliberation.testing';
import { openActions, STATE_AFTER, stepAfter } from './procedure';

const db = testDatabase(tables);

test('every state of a deliberation can be reached (SM-8)', () => {
  expect([...deliberationStates.reachable('PROPOSED')].sort()).toEqual([...deliberationStates.states].sort());
});

const procedures = ['522701', '350100', '350322'].flatMap((code) =>
  localities.named(code).procedures(new Date('2026-11-23T01:30:00Z')),
);

test.each(procedures)(
  'the machine has an edge for each step of $key, from the first to the last',
  (procedure) => {
    const walked = procedure.steps.slice(1).map(({ step }, i) => {
      const from = STATE_AFTER[procedure.steps[i]!.step];
      expect(stepAfter(procedure, from)?.step).toBe(step);
      expect(openActions(procedure, { state: from, isInDispute: false })).toContain(step);
      return deliberationStates.next(from, step as Exclude<typeof step, 'PROPOSE'>);
    });

    expect(walked).toEqual(procedure.steps.slice(1).map(({ step }) => STATE_AFTER[step]));
    expect(openActions(procedure, { state: walked.at(-1)!, isInDispute: false })).toEqual([]);
  },
);

test('whatever is tried in whatever order, a deliberation walks as its procedure says, and its history tells it without a gap (F15, F16)', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('TWO_TWO_TWO', 'FIVE_DISCUSSIONS', 'FIVE_WORKS'),
      fc.array(fc.constantFrom(...TRIES), { minLength: 8, maxLength: 16 }),
      async (key, tried) => {
        const place = await aDeliberation(db, key);
        const { id, clerk, commander, council } = place;

        for (const [i, act] of tried.entries()) {
          const now = days(10 * i);
          if (act === 'vote' || act === 'lose')
            await aVote(db, place, council, act === 'vote' ? yes(3) : ['AGAINST', 'AGAINST', 'AGAINST'], now);
          else
            await run(
              db,
              act,
              act === 'evaluateDeliberation' ? commander : clerk,
              { id, ...INPUT[act] },
              now,
            );
        }

        const last = expectWalk(await historyOf(db, id), deliberationStates, 'PROPOSED');
        const row = await withReach(db, (tx) => tx.findOneByOrFail(Deliberation, { id }));
        const { steps } = procedures.find((procedure) => procedure.key === key)!;
        const ends = [STATE_AFTER[steps.at(-1)!.step], 'REJECTED', 'WITHDRAWN'];
        expect(row.state).toBe(last);
        expect(row.endedAt !== null).toBe(ends.includes(last));
      },
    ),
    { numRuns: 5 },
  );
});

const TRIES = [
  'moveDeliberation',
  'vote',
  'vote',
  'vote',
  'lose',
  'publishDecision',
  'executeDecision',
  'publishResult',
  'concludeRatings',
  'evaluateDeliberation',
  'withdrawDeliberation',
] as const;

const INPUT: Partial<Record<(typeof TRIES)[number], object>> = {
  executeDecision: { result: '已办' },
  evaluateDeliberation: { score: 4 },
  withdrawDeliberation: { reason: '撤回' },
};
