import { NOW, testDatabase, withReach } from '@jinlin/testing';
import fc from 'fast-check';
import { localities } from '../locality';
import { tables } from '../tables';
import { expectWalk, historyOf } from '../walk.testing';
import { tickWishes } from './wish.clock';
import { MicroWish } from './wish.entity';
import { wishStates } from './wish.states';
import { aWishAfter, run } from './wish.testing';

const db = testDatabase(tables);

const DAY = 86_400_000;

test('every state of a wish can be reached (X15, SM-5)', () => {
  expect([...wishStates.reachable('COLLECTED')].sort()).toEqual([...wishStates.states].sort());
});

test('whatever is tried on a wish in whatever order by whomever, and however time passes, only its table’s steps happen', async () => {
  const tries = fc.array(fc.tuple(fc.constantFrom(...ACTS), fc.integer({ min: 0, max: 5 })), {
    minLength: 10,
    maxLength: 30,
  });

  await fc.assert(
    fc.asyncProperty(tries, async (tried) => {
      const place = await aWishAfter(db, []);
      const { id } = place;
      let now = NOW;

      for (const [{ act, by, input }, days] of tried) {
        now = new Date(now.getTime() + days * DAY + 1);
        if (act === 'clock') await tickWishes(db, localities, now);
        else await run(db, act, { id, ...input(place.unit.id) }, { actor: place[by], now });
      }

      const told = await historyOf(db, id);
      const state = expectWalk(told, wishStates, 'COLLECTED');
      const wish = await withReach(db, (tx) => tx.findOneByOrFail(MicroWish, { id }));
      expect(wish.state).toBe(state);
      expect(wish.claimCount).toBe(told.filter(({ entry }) => entry.action === 'CLAIM').length);
      expect(wish.expiresAt !== null).toBe(['DISPATCHED', 'CLAIMED'].includes(state));
    }),
    { numRuns: 12 },
  );
});

interface Try {
  act: string;
  by: 'clerk' | 'volunteer' | 'desk';
  input: (unitId: string) => object;
}

const ACTS: Try[] = [
  { act: 'reviewWish', by: 'clerk', input: () => ({ title: '书包' }) },
  { act: 'postWish', by: 'clerk', input: () => ({}) },
  { act: 'dispatchWish', by: 'clerk', input: (unitId) => ({ unitId }) },
  { act: 'claimWish', by: 'volunteer', input: () => ({}) },
  { act: 'claimWish', by: 'desk', input: () => ({}) },
  { act: 'returnWish', by: 'desk', input: () => ({ reason: '无力承担' }) },
  { act: 'giveUpWish', by: 'clerk', input: () => ({ reason: '出差' }) },
  { act: 'realiseWish', by: 'clerk', input: () => ({ realisation: '已送到' }) },
  { act: 'confirmWish', by: 'clerk', input: () => ({ rating: 5 }) },
  { act: 'denyWish', by: 'clerk', input: () => ({ reason: '没有收到' }) },
  { act: 'declineWish', by: 'clerk', input: () => ({ reason: '无法实现' }) },
  { act: 'withdrawWish', by: 'clerk', input: () => ({ reason: '撤回' }) },
  { act: 'clock', by: 'clerk', input: () => ({}) },
];
