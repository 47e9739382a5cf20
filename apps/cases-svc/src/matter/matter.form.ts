import { actionNotAllowed, invalidInput, type Listener } from '@jinlin/graphql';

import type { MatterTaskInput, ResolveMatterInput } from '../generated/graphql';
import type { Meeting } from '../meeting/meeting.entity';
import type { Matter } from './matter.entity';

const LONGEST = 250;

/** A resolution as it is to be recorded, and where: between meetings there is none. */
export interface Resolving extends Pick<ResolveMatterInput, 'votes'> {
  matter: Matter;
  meeting: Meeting | null;
  /** How many of those at the meeting have a voice. */
  voters: number;
  consultedUnitIds: readonly string[];
  tasks: readonly MatterTaskInput[];
}

/** What the form of a matter asks for and a resolution lacks (五事, H13); null when it is as it should be. */
export const unfitForm = (ctx: Listener, resolving: Resolving) =>
  wrongPlace(ctx, resolving) ?? wrongVotes(ctx, resolving) ?? wrongTasks(ctx, resolving);

/** Only what is consulted on can be resolved between meetings, with those who were asked. */
function wrongPlace(ctx: Listener, { matter, meeting, consultedUnitIds }: Resolving) {
  if (meeting) return meeting.state === 'OPEN' ? null : actionNotAllowed(ctx, 'RESOLVE', meeting.state);
  if (matter.form !== 'CONSULT') return actionNotAllowed(ctx, 'RESOLVE', matter.state);
  return consultedUnitIds.length > 0
    ? null
    : invalidInput(ctx, 'consultedUnitIds', {
        en: 'Between meetings something is resolved with others: say which units were asked.',
        zh: '会议之外的共商须写明征求了哪些单位的意见。',
      });
}

function wrongVotes(ctx: Listener, { matter, meeting, votes, voters }: Resolving) {
  if (!votes) return matter.form === 'DECIDE' ? votesWanting(ctx) : null;
  const { inFavour, against, abstained } = votes;
  const cast = inFavour + against + abstained;
  const isSound = meeting && Math.min(inFavour, against, abstained) >= 0 && cast >= 1 && cast <= voters;
  return isSound ? null : impossibleVotes(ctx, voters);
}

function wrongTasks(ctx: Listener, { matter: { form }, tasks }: Resolving) {
  const isVague = tasks.some(
    ({ task, workingDays }) => !task.trim() || workingDays < 1 || workingDays > LONGEST,
  );
  if (isVague) return vagueTask(ctx);

  const units = new Set(tasks.map(({ unitId }) => unitId)).size;
  if (form === 'DO' && units < 1) return tasksWanting(ctx, 1);
  if (form === 'SOLVE_JOINTLY' && units < 2) return tasksWanting(ctx, 2);
  return null;
}

const votesWanting = (ctx: Listener) =>
  invalidInput(ctx, 'votes', {
    en: 'Matters of this kind are decided by a vote: say how it went.',
    zh: '要事共决须表决，请填写表决结果。',
  });

const impossibleVotes = (ctx: Listener, voters: number) =>
  invalidInput(ctx, 'votes', {
    en: `At least one and at most the ${voters} who were there voted, at a meeting.`,
    zh: `表决须在会议上进行，票数为 1 至到会的 ${voters} 票。`,
  });

const vagueTask = (ctx: Listener) =>
  invalidInput(ctx, 'tasks', {
    en: `A task says what is to be done, in 1 to ${LONGEST} working days.`,
    zh: `任务须写明内容，时限为 1 至 ${LONGEST} 个工作日。`,
  });

const tasksWanting = (ctx: Listener, units: number) =>
  invalidInput(ctx, 'tasks', {
    en: `Matters of this kind end in tasks for at least ${units} unit(s).`,
    zh: `此类事项须至少明确 ${units} 个责任单位的任务。`,
  });
