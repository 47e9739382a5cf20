import { NOW, testDatabase, withReach } from '@jinlin/testing';
import fc from 'fast-check';
import type { SummonsState, WhistleState } from '../generated/graphql';
import { tables } from '../tables';
import { expectWalk, historyOf, type Told } from '../walk.testing';
import { Summons } from './summons.entity';
import { summonsStates, whistleStates } from './whistle.states';
import { aWhistle, minutesAfter, run } from './whistle.testing';

const db = testDatabase(tables);

test('every state of a whistle, and of a unit’s part in it, can be reached (SM-2)', () => {
  expect([...whistleStates.reachable('BLOWN')].sort()).toEqual([...whistleStates.states].sort());
  expect([...summonsStates.reachable('NOTIFIED')].sort()).toEqual([...summonsStates.states].sort());
});

test('whatever is tried in whatever order by whomever, only the tables’ steps happen, and the histories tell them without a gap', async () => {
  const tries = fc.array(fc.tuple(fc.constantFrom(...ACTS), fc.constantFrom(...UNITS)), {
    minLength: 10,
    maxLength: 40,
  });

  await fc.assert(
    fc.asyncProperty(tries, async (tried) => {
      const place = await aWhistle(db);
      const { id } = place;

      for (const [i, [{ act, input }, unit]] of tried.entries()) {
        const actor = act === 'appraiseWhistle' ? place.communityClerk : place[unit];
        await run(db, act, { id, ...input }, { actor, now: minutesAfter(NOW, i + 1) });
      }

      const summons = await withReach(db, (tx) => tx.findBy(Summons, { whistleId: id }));
      const whistle = await historyOf(db, id);
      expectWalk(whistle, whistleStates, 'BLOWN' satisfies WhistleState);
      for (const one of summons) {
        const steps = await historyOf(db, one.id);
        expectWalk(steps, summonsStates, 'NOTIFIED' satisfies SummonsState);
        expect(steps.at(-1)!.entry.to).toBe(one.state);
        expect(timesOf(one)).toEqual([...timesOf(one)].sort());
        if (one.unitId === place.leadUnit.id) expect(followed(whistle)).toEqual(followed(steps));
      }
    }),
    { numRuns: 15 },
  );
});

/** The steps of the accountable unit are those of the whistle, from the call to the end. */
const followed = (told: Told[]) =>
  told.map(({ entry }) => entry.action).filter((action) => !['BLOW', 'NOTIFY', 'APPRAISE'].includes(action));

const timesOf = ({ notifiedAt, acknowledgedAt, arrivedAt, actingSince, finishedAt, stoodDownAt }: Summons) =>
  [notifiedAt, acknowledgedAt, arrivedAt, actingSince, finishedAt, stoodDownAt].filter((at) => at !== null);

const ACTS = [
  { act: 'acknowledgeWhistle', input: {} },
  { act: 'reportIn', input: {} },
  { act: 'beginActing', input: {} },
  { act: 'finishWhistle', input: { outcome: 'DONE', result: '办结' } },
  { act: 'finishWhistle', input: { outcome: 'FAILED', result: '无法办理' } },
  { act: 'appraiseWhistle', input: { score: 4 } },
];
const UNITS = ['lead', 'assisting', 'alsoAssisting'] as const;
