import { dateIn } from '@jinlin/calendar';
import { say } from '@jinlin/graphql';
import type { Area } from '../area/area.entity';
import { areaById, listWithin } from '../area/area.find';
import type { Context } from '../context';
import type { AreaWorkforceArgs, QueryWorkerPayTableArgs, Resolvers } from '../generated/graphql';
import {
  assessCommunityWorker,
  endCommunityWork,
  hireCommunityWorker,
  recordCareerMove,
  regradeCommunityWorker,
  transferCommunityWorker,
} from './community-worker.service';
import { communityWorkerStates } from './community-worker.states';
import { mayOpen, personnelFile } from './personnel-file';

export const communityWorkerResolvers: Resolvers = {
  Query: {
    communityWorker: (_, { id }, { load }) => load.communityWorker.load(id),
    communityWorkers: (_, args, ctx) => listWithin(ctx, args, ctx.load.communityWorkersWithin),
    careerMoves: (_, args, ctx) => listWithin(ctx, args, ctx.load.careerMovesWithin),
    workerPayTable: (_, args, ctx) => payTable(ctx, args),
  },
  Mutation: {
    hireCommunityWorker: (_, { input }, ctx) => hireCommunityWorker(ctx, input),
    regradeCommunityWorker: (_, { input }, ctx) => regradeCommunityWorker(ctx, input),
    transferCommunityWorker: (_, { input }, ctx) => transferCommunityWorker(ctx, input),
    assessCommunityWorker: (_, { input }, ctx) => assessCommunityWorker(ctx, input),
    recordCareerMove: (_, { input }, ctx) => recordCareerMove(ctx, input),
    endCommunityWork: (_, { input }, ctx) => endCommunityWork(ctx, input),
  },
  Area: {
    workforce: (area, args, ctx) => workforce(ctx, area, args),
    institutionPosts: (area, _, ctx) => institutionPosts(ctx, area),
  },
  Person: {
    communityWork: ({ id }, _, { load }) => load.communityWorkOfPerson.load(id),
  },
  CommunityWorker: {
    __resolveReference: ({ id }, { load }) => load.communityWorker.load(id),
    availableActions: ({ state }) => communityWorkerStates.actions(state),
    person: async ({ personId }, _, { load }) => (await load.person.load(personId))!,
    area: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    appointment: ({ appointmentId }, _, { load }) => load.appointment.load(appointmentId),
    from: ({ fromOn }) => fromOn,
    to: ({ toOn }) => toOn,
    personnelFile: (worker, { purpose }, ctx) => personnelFile(ctx, worker, purpose),
    history: (worker, _, ctx) => (mayOpen(ctx, worker) ? ctx.load.timeline.load(worker.id) : []),
  },
  WorkerGrade: {
    title: ({ title }, _, ctx) => say(ctx, title),
    monthlyPay: ({ monthlyFen }) => monthlyFen,
  },
  CareerMove: {
    worker: ({ workerId }, _, { load }) => load.communityWorker.load(workerId),
    area: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    institutionPostAt: ({ institutionPostAt }, _, { load }) =>
      institutionPostAt ? load.areasOn(null).byId.load(institutionPostAt) : null,
    on: ({ movedOn }) => movedOn,
  },
};

function payTable({ localities, now }: Context, { localityCode, asOf }: QueryWorkerPayTableArgs) {
  const rule = localities.holding(localityCode)?.workerRule(asOf ?? dateIn(now));
  return rule ? { ruleVersion: rule.ruleVersion, grades: [...rule.grades] } : null;
}

/** Figures of fewer would tell of each. */
const LEAST_TOLD = 5;

async function workforce({ load, now }: Context, { path, asOf }: Area, args: AreaWorkforceArgs) {
  const { workers, ...figures } = await load.workforceOn(args.asOf ?? asOf ?? dateIn(now)).load(path);
  return workers < LEAST_TOLD ? { workers } : { workers, ...figures };
}

async function institutionPosts({ load, localities, now }: Context, { id, code, level }: Area) {
  const posts = localities.holding(code)?.workerRule(dateIn(now))?.institutionPosts;
  if (!posts || level !== 'COMMUNITY') return null;
  return { ...posts, taken: (await load.institutionPostsTaken.load(id))?.taken ?? 0 };
}
