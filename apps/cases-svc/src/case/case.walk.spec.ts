import { brokenLink } from '@jinlin/history';
import { NOW, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import type { CaseAction, CaseState } from '../generated/graphql';
import { tables } from '../tables';
import { aCase } from '../testing';
import { caseStates } from './case.states';
import { aDesk, run } from './case.testing';

const db = testDatabase(tables);

test('every state of a case can be reached', () => {
  const reached = new Set([...caseStates.reachable('RECEIVED'), ...caseStates.reachable('DISCOVERED')]);

  expect([...reached].sort()).toEqual([...caseStates.states].sort());
});

test('whatever is tried in whatever order, only the table’s steps happen, and the history tells them without a gap', async () => {
  const actions = fc.array(fc.constantFrom(...(Object.keys(ACTS) as Tried[])), {
    minLength: 12,
    maxLength: 40,
  });

  await fc.assert(
    fc.asyncProperty(actions, async (tried) => {
      const desk = await aDesk(db, { state: 'DISCOVERED' });
      const { id: mainId } = await aCase(db, { areaId: desk.grid.id, areaPath: desk.grid.path });
      let state: CaseState = 'DISCOVERED';
      let steps = 0;

      for (const action of tried) {
        const { act, by, input } = ACTS[action];
        const now = new Date(NOW.getTime() + steps * 60_000);
        const answer = await run(
          db,
          act,
          { id: desk.id, ...input({ ...desk, mainId }) },
          { actor: desk[by], now },
        );

        if (answer.__typename === 'Case') {
          expect(answer.state).toBe(caseStates.next(state, action));
          state = answer.state;
          steps += 1;
        }
      }

      const history = await db.query(
        'select sequence, entry::text as entry, hash from history where record_id = $1 order by sequence',
        [desk.id],
      );
      expect(history).toHaveLength(steps);
      expect(brokenLink(history)).toBeNull();
    }),
    { numRuns: 15 },
  );
});

type Desk = Awaited<ReturnType<typeof aDesk>> & { mainId: string };
type By = 'community' | 'commander' | 'hotline' | 'clerk';

const nothing = () => ({});

/** Whistles walk by themselves: see whistle.spec.ts. */
type Tried = Exclude<CaseAction, 'WHISTLE'>;

const ACTS: Record<Tried, { act: string; by: By; input: (desk: Desk) => object }> = {
  REGISTER: { act: 'registerCase', by: 'community', input: nothing },
  RESOLVE_ON_SITE: { act: 'resolveCaseOnSite', by: 'community', input: () => ({ reply: '已解决。' }) },
  DISPATCH: { act: 'dispatchCase', by: 'commander', input: ({ unit }) => ({ unitId: unit.id }) },
  ESCALATE: { act: 'escalateCase', by: 'community', input: () => ({ reason: '社区无法解决' }) },
  GRADE: { act: 'gradeCase', by: 'commander', input: () => ({ grade: 'II', reason: '较急' }) },
  SIGN: { act: 'signCase', by: 'clerk', input: nothing },
  RETURN: { act: 'returnCase', by: 'clerk', input: () => ({ legalBasis: '目录' }) },
  CONTACT: { act: 'contactReporter', by: 'clerk', input: nothing },
  BEGIN: { act: 'beginHandlingCase', by: 'clerk', input: nothing },
  SPLIT: {
    act: 'splitCase',
    by: 'clerk',
    input: ({ helper }) => ({ parts: [{ unitId: helper.id, task: '协助' }] }),
  },
  EXTEND: { act: 'extendCase', by: 'clerk', input: () => ({ reason: '需采购材料' }) },
  HOLD: {
    act: 'holdCase',
    by: 'commander',
    input: () => ({ kind: 'ENGINEERING', reason: '需立项', reviewOn: '2027-01-04' }),
  },
  RESUME: { act: 'resumeCase', by: 'clerk', input: nothing },
  HANDLE: { act: 'handleCase', by: 'clerk', input: () => ({ outcome: 'RESOLVED', note: '办结' }) },
  REPLY: { act: 'replyToCase', by: 'clerk', input: () => ({ reply: '已办。' }) },
  PLACE: { act: 'placeCase', by: 'commander', input: ({ community }) => ({ areaId: community.areaId }) },
  MISS_VISIT: { act: 'recordMissedVisit', by: 'hotline', input: () => ({ why: 'NO_ANSWER' }) },
  GIVE_UP_VISIT: { act: 'giveUpVisit', by: 'hotline', input: nothing },
  VISIT_BACK: {
    act: 'visitBackCase',
    by: 'hotline',
    input: () => ({ wasContacted: true, wasSolved: false, satisfaction: 'DISSATISFIED' }),
  },
  REOPEN: { act: 'reopenCase', by: 'hotline', input: () => ({ reason: '未解决' }) },
  CLOSE: { act: 'closeCase', by: 'hotline', input: nothing },
  MERGE: { act: 'mergeCase', by: 'hotline', input: ({ mainId }) => ({ intoId: mainId }) },
  UNMERGE: { act: 'unmergeCase', by: 'hotline', input: () => ({ reason: '并非同一事项' }) },
  WITHDRAW: { act: 'withdrawCase', by: 'hotline', input: () => ({ reason: '来电人撤回' }) },
  ARCHIVE: { act: 'archiveCase', by: 'hotline', input: nothing },
};
