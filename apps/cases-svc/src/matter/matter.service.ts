import { type Act, act, begin, lock, record, take } from '@jinlin/acts';
import { actionNotAllowed, blank, notFound, refusal, say } from '@jinlin/graphql';
import { Unit } from '@jinlin/replicas';
import { In } from 'typeorm';
import { Case } from '../case/case.entity';
import type { Context } from '../context';
import { Council, CouncilMember } from '../council/council.entity';
import { kindOf } from '../council/council.find';
import { hasVoice, isCarried } from '../council/quorum';
import type {
  FinishMatterTaskInput,
  MatterTaskInput,
  PostponeMatterInput,
  RaiseMatterInput,
  ResolveMatterInput,
  ScheduleMatterInput,
  SettleMatterInput,
  TieMatterToCaseInput,
  WithdrawMatterInput,
} from '../generated/graphql';
import { areaInReach, notListed, outOfRange } from '../guards';
import { Meeting } from '../meeting/meeting.entity';
import { Matter, MatterTask } from './matter.entity';
import { unfitForm } from './matter.form';
import { matterLife, matterTaskLife, OFF_THE_AGENDA } from './matter.life';

export const raiseMatter = (ctx: Context, input: RaiseMatterInput) =>
  act(ctx, Matter, 'raiseMatter', input, async (raising) => {
    const { areaId, urgency = 'GENERAL', source, title, caseId } = input;
    const area = await areaInReach(raising, areaId);
    if (!area) return notFound(ctx, 'Area', areaId);

    const rules = ctx.localities.of(area.code);
    const matter = rules.matter(input.kind, urgency, ctx.now);
    if (!matter) return notListed(ctx, 'kind', rules.matterKinds(ctx.now));
    const fault = blank(ctx, 'title', title) ?? (await missingCase(raising, caseId));
    if (fault) return fault;

    const { ruleVersion } = matter;
    return begin(
      raising,
      matterLife,
      'RAISE',
      {
        ...matter,
        localityCode: rules.code,
        state: 'RAISED',
        kind: input.kind,
        urgency,
        source,
        areaId,
        areaPath: area.path,
        title: title.trim(),
        caseId: caseId ?? null,
        consultedUnitIds: [],
        taskUnitIds: [],
        raisedAt: ctx.now,
      },
      { ruleVersion },
    );
  });

export const scheduleMatter = (ctx: Context, input: ScheduleMatterInput) =>
  act(ctx, Matter, 'scheduleMatter', input, async (scheduling) => {
    const { id, meetingId } = input;
    const meeting = await lock(scheduling, Meeting, meetingId);
    if (!meeting) return notFound(ctx, 'Meeting', meetingId);
    if (meeting.closedAt) return actionNotAllowed(ctx, 'SCHEDULE', meeting.state);

    const { councilKind } = meeting;
    const [last] = await scheduling.tx.find(Matter, {
      where: { meetingId },
      order: { agendaNumber: 'desc' },
      take: 1,
    });
    return take(scheduling, matterLife, { id, action: 'SCHEDULE' }, () => ({
      set: { meetingId, councilKind, agendaNumber: (last?.agendaNumber ?? 0) + 1 },
      facts: { meetingId },
    }));
  });

export const postponeMatter = (ctx: Context, input: PostponeMatterInput) =>
  act(ctx, Matter, 'postponeMatter', input, (postponing) => {
    const { id, reason } = input;
    return take(
      postponing,
      matterLife,
      { id, action: 'POSTPONE', unless: () => blank(ctx, 'reason', reason) },
      () => ({ set: OFF_THE_AGENDA, reason: reason.trim() }),
    );
  });

/** More tasks than one meeting can give. */
const MOST_TASKS = 50;

export const resolveMatter = (ctx: Context, input: ResolveMatterInput) =>
  act(ctx, Matter, 'resolveMatter', input, async (resolving) => {
    const { id, resolution, votes, consultedUnitIds = [], tasks = [] } = input;
    const known = await resolving.tx.findOneBy(Matter, { id });
    if (!known) return notFound(ctx, 'Matter', id);

    const meeting = known.meetingId ? await lock(resolving, Meeting, known.meetingId) : null;
    const { voters, isLost } = await voteAt(ctx, resolving, meeting, input);
    const matter = await take(
      resolving,
      matterLife,
      {
        id,
        action: isLost ? 'REJECT' : 'RESOLVE',
        unless: async (matter) =>
          (matter.meetingId === known.meetingId ? null : actionNotAllowed(ctx, 'RESOLVE', matter.state)) ??
          blank(ctx, 'resolution', resolution) ??
          outOfRange(ctx, 'tasks', tasks.length, 0, MOST_TASKS) ??
          unfitForm(ctx, { matter, meeting, voters, votes, consultedUnitIds, tasks }) ??
          (await missingUnit(resolving, [...consultedUnitIds, ...tasks.map(({ unitId }) => unitId)])),
      },
      () => ({
        set: {
          resolution: resolution.trim(),
          votesInFavour: votes?.inFavour ?? null,
          votesAgainst: votes?.against ?? null,
          votesAbstained: votes?.abstained ?? null,
          consultedUnitIds,
          taskUnitIds: isLost ? [] : [...new Set(tasks.map(({ unitId }) => unitId))],
          discussedAt: ctx.now,
          endedAt: isLost ? ctx.now : null,
        },
        ...(votes && { facts: { ...votes } }),
      }),
    );
    if (!(matter instanceof Matter) || isLost) return matter;

    for (const task of tasks) await giveTask(ctx, resolving, matter, task);
    return matter;
  });

export const finishMatterTask = (ctx: Context, input: FinishMatterTaskInput) =>
  act(ctx, MatterTask, 'finishMatterTask', input, (finishing) => {
    const { id, result } = input;
    return take(
      finishing,
      matterTaskLife,
      { id, action: 'FINISH', unless: () => blank(ctx, 'result', result) },
      () => ({ set: { result: result.trim(), endedAt: ctx.now } }),
    );
  });

export const settleMatter = (ctx: Context, input: SettleMatterInput) =>
  act(ctx, Matter, 'settleMatter', input, async (settling) => {
    const { id, isSolved, result } = input;
    const matter = await take(
      settling,
      matterLife,
      {
        id,
        action: isSolved ? 'SOLVE' : 'GIVE_UP',
        unless: async () =>
          blank(ctx, 'result', result) ?? (isSolved ? tasksOpen(ctx, await openTasks(settling, id)) : null),
      },
      () => ({ set: { result: result.trim(), endedAt: ctx.now } }),
    );
    if (!(matter instanceof Matter)) return matter;

    for (const task of await openTasks(settling, id)) {
      await take(settling, matterTaskLife, { id: task.id, action: 'DROP' }, () => ({
        set: { endedAt: ctx.now },
      }));
    }
    return matter;
  });

export const withdrawMatter = (ctx: Context, input: WithdrawMatterInput) =>
  act(ctx, Matter, 'withdrawMatter', input, (withdrawing) => {
    const { id, reason } = input;
    return take(
      withdrawing,
      matterLife,
      { id, action: 'WITHDRAW', unless: () => blank(ctx, 'reason', reason) },
      () => ({
        set: { ...OFF_THE_AGENDA, result: reason.trim(), endedAt: ctx.now },
        reason: reason.trim(),
      }),
    );
  });

export const tieMatterToCase = (ctx: Context, input: TieMatterToCaseInput) =>
  act(ctx, Matter, 'tieMatterToCase', input, async (tying) => {
    const { id, caseId } = input;
    const matter = await lock(tying, Matter, id);
    if (!matter) return notFound(ctx, 'Matter', id);
    if (matter.caseId) return actionNotAllowed(ctx, 'TIE', matter.state);

    const missing = await missingCase(tying, caseId);
    if (missing) return missing;

    matter.caseId = caseId;
    await tying.tx.save(matter);
    await record(tying, matterLife, matter, { action: 'TIE', from: matter.state, facts: { caseId } });
    return matter;
  });

/** How many could vote at a meeting, and whether a vote there was lost. */
async function voteAt(ctx: Context, { tx }: Act, meeting: Meeting | null, { votes }: ResolveMatterInput) {
  if (!meeting) return { voters: 0, isLost: false };

  const council = await tx.findOneByOrFail(Council, { id: meeting.councilId });
  const present = await tx.findBy(CouncilMember, { id: In(meeting.presentMemberIds) });
  const { majorityPercent } = kindOf(ctx, council);
  const isLost = votes ? !isCarried(majorityPercent, votes) : false;
  return { voters: present.filter(hasVoice).length, isLost };
}

function giveTask(ctx: Context, giving: Act, matter: Matter, { unitId, task, workingDays }: MatterTaskInput) {
  const { id: matterId, areaId, areaPath, localityCode } = matter;
  const due = ctx.localities.named(localityCode).inWorkingDays(workingDays, ctx.now);
  return begin(giving, matterTaskLife, 'GIVE', {
    matterId,
    unitId,
    state: 'OPEN',
    areaId,
    areaPath,
    task: task.trim(),
    ...due,
  });
}

const openTasks = ({ tx }: Act, matterId: string) => tx.findBy(MatterTask, { matterId, state: 'OPEN' });

async function missingUnit({ tx, ...ctx }: Act, ids: readonly string[]) {
  const units = await tx.findBy(Unit, { id: In([...ids]), active: true });
  const missing = ids.find((id) => !units.some((unit) => unit.id === id));
  return missing ? notFound(ctx, 'Unit', missing) : null;
}

async function missingCase({ tx, ...ctx }: Act, id: string | null | undefined) {
  return !id || (await tx.existsBy(Case, { id })) ? null : notFound(ctx, 'Case', id);
}

const tasksOpen = (ctx: Context, tasks: MatterTask[]) =>
  tasks.length === 0
    ? null
    : refusal(
        'MatterTasksOpen',
        'MATTER_TASKS_OPEN',
        say(ctx, {
          en: `${tasks.length} task(s) are still open; the matter is not solved before they are done.`,
          zh: `仍有 ${tasks.length} 项任务未完成，事项不能办结。`,
        }),
        { tasks },
      );
