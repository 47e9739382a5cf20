import { type Act, act, begin, lockName, take, takeAll } from '@jinlin/acts';
import { actionNotAllowed, blank, invalidInput, notFound, refusal, say } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import type { Area } from '@jinlin/replicas';
import { In } from 'typeorm';
import type { Context } from '../context';
import { Demand } from '../demand/demand.entity';
import { demandLife } from '../demand/demand.life';
import { demandStates } from '../demand/demand.states';
import type {
  AcceptProjectInput,
  ApproveProjectInput,
  DropProjectInput,
  EvaluateProjectInput,
  ProposeProjectInput,
  RecordProjectSiteInput,
  StartProjectInput,
} from '../generated/graphql';
import { areaInReach, beyondReach, outOfRange, unlisted } from '../guards';
import { hasNoLists } from '../list-matching/catalogue';
import { Match } from '../list-matching/match.entity';
import { Meeting } from '../meeting/meeting.entity';
import { Project } from './project.entity';
import { projectLife } from './project.life';

const DEMANDS_AT_MOST = 100;

export const proposeProject = (ctx: Context, input: ProposeProjectInput) =>
  act(ctx, Project, 'proposeProject', input, async (proposing) => {
    const { areaId, title } = input;
    const demandIds = [...new Set(input.demandIds)];
    const area = await areaInReach(proposing, areaId);
    if (!area) return notFound(ctx, 'Area', areaId);
    const lists = ctx.localities.of(area.code).threeLists(ctx.now);
    if (!lists) return hasNoLists(ctx);
    const fault =
      blank(ctx, 'title', title) ??
      outOfRange(ctx, 'demandIds', demandIds.length, 1, DEMANDS_AT_MOST) ??
      (input.class ? unlisted(ctx, 'class', lists.classes, input.class) : null);
    if (fault) return fault;

    const demands = await lockDemands(proposing, demandIds);
    const strange = demandIds.find((id) => !demands.some((demand) => demand.id === id && isIn(area, demand)));
    if (strange) return notFound(ctx, 'Demand', strange);
    const busy = demands.find(({ state }) => !demandStates.next(state, 'INCLUDE'));
    if (busy) return actionNotAllowed(ctx, 'INCLUDE', busy.state);

    const first = demands.find(({ id }) => id === demandIds[0])!;
    const project = await begin(proposing, projectLife, 'PROPOSE', {
      localityCode: first.localityCode,
      state: 'PROPOSED',
      title: title.trim(),
      class:
        input.class ?? lists.categories.find(({ key }) => key === first.category)?.class ?? first.category,
      areaId,
      areaPath: area.path,
      agreementId: input.agreementId ?? null,
      proposedAt: ctx.now,
    });
    await includeDemands(proposing, project.id, demandIds);
    return project;
  });

export const approveProject = (ctx: Context, input: ApproveProjectInput) =>
  act(ctx, Project, 'approveProject', input, (approving) => {
    const { id, meetingId, note } = input;
    return take(
      approving,
      projectLife,
      {
        id,
        action: 'APPROVE',
        unless: async (project) =>
          beyondReach(ctx, 'Project', project) ?? (await unknownMeeting(approving, meetingId)),
      },
      () => ({ set: { approvedAt: ctx.now, meetingId: meetingId ?? null }, reason: note }),
    );
  });

export const startProject = (ctx: Context, input: StartProjectInput) =>
  act(ctx, Project, 'startProject', input, (starting) =>
    take(
      starting,
      projectLife,
      { id: input.id, action: 'START', unless: (project) => beyondReach(ctx, 'Project', project) },
      () => ({ set: { startedAt: ctx.now } }),
    ),
  );

export const recordProjectSite = (ctx: Context, input: RecordProjectSiteInput) =>
  act(ctx, Project, 'recordProjectSite', input, (recording) =>
    take(
      recording,
      projectLife,
      {
        id: input.id,
        action: 'OPEN_SITE',
        unless: async (project) =>
          beyondReach(ctx, 'Project', project) ?? (await openedOtherwise(recording, project, input.siteId)),
      },
      () => ({ set: { siteId: input.siteId }, facts: { siteId: input.siteId } }),
    ),
  );

export const acceptProject = (ctx: Context, input: AcceptProjectInput) =>
  act(ctx, Project, 'acceptProject', input, (accepting) =>
    take(
      accepting,
      projectLife,
      {
        id: input.id,
        action: 'ACCEPT',
        unless: async (project) =>
          beyondReach(ctx, 'Project', project) ?? (await outstanding(accepting, project)),
      },
      async ({ id }) => {
        const ids = await demandsOf(accepting, id);
        await takeAll(accepting, demandLife, { ids, action: 'MEET' }, () => ({ set: { endedAt: ctx.now } }));
        return { set: { acceptedAt: ctx.now }, reason: input.note, facts: { demands: ids.length } };
      },
    ),
  );

export const evaluateProject = (ctx: Context, input: EvaluateProjectInput) =>
  act(ctx, Project, 'evaluateProject', input, (evaluating) => {
    const { id, rating, appraisal } = input;
    return take(
      evaluating,
      projectLife,
      {
        id,
        action: 'EVALUATE',
        unless: (project) =>
          beyondReach(ctx, 'Project', project) ??
          outOfRange(ctx, 'rating', rating, 1, 5) ??
          blank(ctx, 'appraisal', appraisal),
      },
      () => ({ set: { rating, appraisal: appraisal.trim() }, facts: { rating } }),
    );
  });

export const dropProject = (ctx: Context, input: DropProjectInput) =>
  act(ctx, Project, 'dropProject', input, (dropping) =>
    take(
      dropping,
      projectLife,
      {
        id: input.id,
        action: 'DROP',
        unless: (project) => beyondReach(ctx, 'Project', project) ?? blank(ctx, 'reason', input.reason),
      },
      async ({ id }) => {
        await excludeDemands(dropping, await demandsOf(dropping, id));
        return { reason: input.reason.trim() };
      },
    ),
  );

/** Demands that are locked become part of a project. */
export const includeDemands = (acting: Act, projectId: string, ids: readonly string[]) =>
  takeAll(acting, demandLife, { ids, action: 'INCLUDE' }, ({ matchedAt }) => ({
    set: { projectId, matchedAt: matchedAt ?? acting.now },
    facts: { projectId },
  }));

/** Demands of a project that is dropped keep what was promised for them; without that they are just on the list again. */
async function excludeDemands(dropping: Act, ids: readonly string[]) {
  const left = await takeAll(dropping, demandLife, { ids, action: 'EXCLUDE' }, () => ({
    set: { projectId: null },
  }));
  const bare = left.filter(({ promised }) => promised === 0).map(({ id }) => id);
  await takeAll(dropping, demandLife, { ids: bare, action: 'UNMATCH' });
}

/** Locks demands in one order, whoever comes. */
export const lockDemands = ({ tx }: Act, ids: readonly string[]) =>
  tx.find(Demand, { where: { id: In([...ids]) }, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });

const isIn = ({ path }: Area, { areaPath, publishedAt }: Demand) =>
  publishedAt !== null && liesIn(areaPath, path);

const demandsOf = async ({ tx }: Act, projectId: string) =>
  (await tx.findBy(Demand, { projectId })).map(({ id }) => id);

/** Refuses a meeting that is not within the actor's reach. */
export async function unknownMeeting({ tx, ...ctx }: Act, id: string | null | undefined) {
  return !id || (await tx.existsBy(Meeting, { id })) ? null : notFound(ctx, 'Meeting', id);
}

async function openedOtherwise(recording: Act, { id }: Project, siteId: string) {
  await lockName(recording.tx, `site ${siteId}`);
  const other = await recording.tx.findOneBy(Project, { siteId });
  return !other || other.id === id
    ? null
    : invalidInput(recording, 'siteId', {
        en: `Another project opened that site: ${other.title}.`,
        zh: `该阵地已登记为另一项目的成果：${other.title}。`,
      });
}

async function outstanding(accepting: Act, { id }: Project) {
  const demandIds = await demandsOf(accepting, id);
  await lockDemands(accepting, demandIds);
  const count = await accepting.tx.countBy(Match, { demandId: In(demandIds), state: 'PROMISED' });
  return count === 0
    ? null
    : refusal(
        'MatchesOpen',
        'MATCHES_OPEN',
        say(accepting, {
          en: `Say of ${count} matches first whether they were kept.`,
          zh: `尚有 ${count} 项对接未登记是否兑现。`,
        }),
        { count },
      );
}
