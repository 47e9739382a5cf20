import { anActor, testDatabase, withReach } from '@jinlin/testing';
import fc from 'fast-check';
import { meetingStates } from '../meeting/meeting.states';
import { aMatter, aMeeting, run } from '../meeting/meeting.testing';
import { tables } from '../tables';
import { expectWalk, historyOf } from '../walk.testing';
import { MatterTask } from './matter.entity';
import { matterStates, matterTaskStates } from './matter.states';

const db = testDatabase(tables);

test('every state of a meeting, a matter and a task can be reached', () => {
  expect([...meetingStates.reachable('CALLED')].sort()).toEqual([...meetingStates.states].sort());
  expect([...matterStates.reachable('RAISED')].sort()).toEqual([...matterStates.states].sort());
  expect([...matterTaskStates.reachable('OPEN')].sort()).toEqual([...matterTaskStates.states].sort());
});

test('whatever is tried in whatever order, only the tables’ steps happen, and the histories tell them without a gap', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...TRIES), { minLength: 6, maxLength: 18 }), async (tried) => {
      const held = await aMeeting(db);
      const { id: meetingId, seats, clerk: actor } = held;
      const id = await aMatter(db, held, 'IMPORTANT');
      const tasks = [{ unitId: held.units[0].id, task: '落实', workingDays: 3 }];

      for (const { act, input } of tried) {
        const given = { meetingId, presentMemberIds: seats, tasks };
        const ofMeeting = act.endsWith('Meeting');
        if (act === 'finishMatterTask') await finishTasks(id);
        else await run(db, act, { id: ofMeeting ? meetingId : id, ...input(given) }, { actor });
      }

      expectWalk(await historyOf(db, meetingId), meetingStates, 'CALLED');
      const ended = expectWalk(await historyOf(db, id), matterStates, 'RAISED');
      const tasksGiven = await tasksOf(id);
      for (const task of tasksGiven) {
        expect(expectWalk(await historyOf(db, task.id), matterTaskStates, 'OPEN')).toBe(task.state);
        expect(ended === 'SOLVED' ? task.state : 'DONE').toBe('DONE');
        expect(ended === 'UNSOLVED' && task.state === 'OPEN').toBe(false);
      }
    }),
    { numRuns: 8 },
  );
});

const tasksOf = (matterId: string) => withReach(db, (tx) => tx.findBy(MatterTask, { matterId }));

async function finishTasks(matterId: string) {
  for (const { id, areaId } of await tasksOf(matterId)) {
    await run(db, 'finishMatterTask', { id, result: '已办' }, { actor: clerkAt(areaId) });
  }
}

const clerkAt = (areaId: string) => anActor('COMMUNITY_CLERK', { areaId });

interface Given {
  meetingId: string;
  presentMemberIds: string[];
  tasks: object[];
}

const votes = (inFavour: number) => ({ inFavour, against: 3 - inFavour, abstained: 0 });

const TRIES: { act: string; input: (given: Given) => object }[] = [
  { act: 'openMeeting', input: ({ presentMemberIds }) => ({ presentMemberIds }) },
  { act: 'openMeeting', input: ({ presentMemberIds }) => ({ presentMemberIds }) },
  { act: 'closeMeeting', input: () => ({ minutes: '纪要' }) },
  { act: 'cancelMeeting', input: () => ({ reason: '改期' }) },
  { act: 'scheduleMatter', input: ({ meetingId }) => ({ meetingId }) },
  { act: 'postponeMatter', input: () => ({ reason: '材料不全' }) },
  { act: 'resolveMatter', input: ({ tasks }) => ({ resolution: '同意', votes: votes(3), tasks }) },
  { act: 'resolveMatter', input: ({ tasks }) => ({ resolution: '同意', votes: votes(2), tasks }) },
  { act: 'resolveMatter', input: () => ({ resolution: '不同意', votes: votes(1) }) },
  { act: 'finishMatterTask', input: () => ({}) },
  { act: 'settleMatter', input: () => ({ isSolved: true, result: '已解决' }) },
  { act: 'settleMatter', input: () => ({ isSolved: false, result: '未解决' }) },
  { act: 'withdrawMatter', input: () => ({ reason: '撤回' }) },
];
