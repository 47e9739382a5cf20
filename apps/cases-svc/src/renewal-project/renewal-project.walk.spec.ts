import { NOW, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import { tables } from '../tables';
import { expectWalk, historyOf } from '../walk.testing';
import { RenewalFund, RenewalProject } from './renewal-project.entity';
import { renewalFundStates, renewalMilestoneStates, renewalProjectStates } from './renewal-project.states';
import { aProposal, CRITERIA, fourOnes, inspected, run } from './renewal-project.testing';

const db = testDatabase(tables);

test.each([
  [renewalProjectStates.reachable('PROPOSED'), renewalProjectStates.states],
  [renewalFundStates.reachable('PLEDGED'), renewalFundStates.states],
  [renewalMilestoneStates.reachable('PLANNED'), renewalMilestoneStates.states],
])('every state of a project, its money and its milestones can be reached (D22)', (reachable, states) => {
  expect([...reachable].sort()).toEqual([...states].sort());
});

test('whatever is tried on a project in whatever order, only its table’s steps happen, and its money adds up', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...TRIES), { minLength: 8, maxLength: 24 }), async (tried) => {
      const { id, clerk, leader, pledge } = await aProposal(db, { fourOnes: null });
      const fund = await pledge(300_000);
      const milestone = await run(
        db,
        'planRenewalMilestone',
        { projectId: id, title: '完工', dueOn: '2026-12-01' },
        { actor: clerk },
      );
      const ids = { project: id, fund: fund.id, milestone: milestone.id };

      for (const [i, { act, by, of, input }] of tried.entries()) {
        const asking = { actor: by === 'leader' ? leader : clerk, now: new Date(NOW.getTime() + i + 1) };
        await run(db, act, { ...(of === 'pledge' ? { projectId: id } : { id: ids[of] }), ...input }, asking);
      }

      const project = await db.manager.findOneByOrFail(RenewalProject, { id });
      expect(expectWalk(await historyOf(db, id), renewalProjectStates, 'PROPOSED')).toBe(project.state);
      expectWalk(await historyOf(db, ids.fund), renewalFundStates, 'PLEDGED');
      const reached = expectWalk(await historyOf(db, ids.milestone), renewalMilestoneStates, 'PLANNED');
      const pledged = await db.manager.sum(RenewalFund, 'amount', { projectId: id, state: 'PLEDGED' });
      const received = await db.manager.sum(RenewalFund, 'amount', { projectId: id, state: 'RECEIVED' });
      const total = Number(pledged) + Number(received);
      expect(total).toBeLessThanOrEqual(project.budget);
      if (project.approvedAt) expect(total).toBe(project.budget);
      if (project.acceptedOn) expect(reached).not.toBe('PLANNED');
    }),
    { numRuns: 12 },
  );
});

interface Try {
  act: string;
  by: 'clerk' | 'leader';
  of: 'project' | 'fund' | 'milestone' | 'pledge';
  input: object;
}

const TRIES: Try[] = [
  { act: 'nameFourOnes', by: 'clerk', of: 'project', input: { fourOnes } },
  {
    act: 'pledgeRenewalFunds',
    by: 'clerk',
    of: 'pledge',
    input: { source: 'RESIDENTS', amount: 200_000 },
  },
  { act: 'receiveRenewalFunds', by: 'clerk', of: 'fund', input: {} },
  { act: 'withdrawRenewalFunds', by: 'clerk', of: 'fund', input: { reason: '撤回' } },
  { act: 'approveRenewalProject', by: 'leader', of: 'project', input: { acceptanceDueOn: '2026-12-31' } },
  { act: 'beginRenewalProject', by: 'clerk', of: 'project', input: {} },
  { act: 'reachRenewalMilestone', by: 'clerk', of: 'milestone', input: { reachedOn: '2026-11-23' } },
  { act: 'dropRenewalMilestone', by: 'leader', of: 'milestone', input: { reason: '取消' } },
  { act: 'inspectRenewalProject', by: 'leader', of: 'project', input: inspected(CRITERIA) },
  { act: 'inspectRenewalProject', by: 'leader', of: 'project', input: inspected(CRITERIA, false) },
  { act: 'evaluateRenewalProject', by: 'leader', of: 'project', input: { score: 90 } },
  { act: 'stopRenewalProject', by: 'leader', of: 'project', input: { reason: '拆迁' } },
  { act: 'declineRenewalProject', by: 'leader', of: 'project', input: { reason: '不具备条件' } },
];
