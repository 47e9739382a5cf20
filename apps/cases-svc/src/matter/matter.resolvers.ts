import type { MatterKind } from '@jinlin/profile';
import type { Context } from '../context';
import { titled } from '../council/council.find';
import type { MatterAction, Resolvers } from '../generated/graphql';
import { pageWithin } from '../within';
import type { Matter } from './matter.entity';
import {
  finishMatterTask,
  postponeMatter,
  raiseMatter,
  resolveMatter,
  scheduleMatter,
  settleMatter,
  tieMatterToCase,
  withdrawMatter,
} from './matter.service';
import { matterStates } from './matter.states';

export const matterResolvers: Resolvers = {
  Query: {
    matterKinds: (_, { localityCode }, ctx) =>
      (ctx.localities.holding(localityCode)?.matterKinds(ctx.now) ?? []).map((kind) => told(ctx, kind)),
    matter: (_, { id }, { load }) => load.matter.load(id),
    matters: (_, args, ctx) => pageWithin(ctx, ctx.load.matters, args),
    matterTasks: (_, args, ctx) => pageWithin(ctx, ctx.load.matterTasks, args),
  },
  Mutation: {
    raiseMatter: (_, { input }, ctx) => raiseMatter(ctx, input),
    scheduleMatter: (_, { input }, ctx) => scheduleMatter(ctx, input),
    postponeMatter: (_, { input }, ctx) => postponeMatter(ctx, input),
    resolveMatter: (_, { input }, ctx) => resolveMatter(ctx, input),
    finishMatterTask: (_, { input }, ctx) => finishMatterTask(ctx, input),
    settleMatter: (_, { input }, ctx) => settleMatter(ctx, input),
    withdrawMatter: (_, { input }, ctx) => withdrawMatter(ctx, input),
    tieMatterToCase: (_, { input }, ctx) => tieMatterToCase(ctx, input),
  },
  Area: {
    matters: ({ id }, args, ctx) => pageWithin(ctx, ctx.load.matters, args, id),
  },
  Case: {
    matters: ({ id }, _, { load }) => load.mattersOfCase.load(id),
  },
  Matter: {
    __resolveReference: ({ id }, { load }) => load.matter.load(id),
    availableActions: (matter) => matterStates.actions(matter.state).filter(isByHand(matter)),
    kind: (matter, _, ctx) => kind(ctx, matter),
    area: ({ areaId }) => ({ id: areaId }),
    case: ({ caseId }, _, { load }) => (caseId ? load.case.load(caseId) : null),
    meeting: ({ meetingId }, _, { load }) => (meetingId ? load.meeting.load(meetingId) : null),
    isLate: ({ dueAt, discussedAt, endedAt }, _, { now }) => (discussedAt ?? endedAt ?? now) > dueAt,
    votes: (matter) => votes(matter),
    consultedUnits: ({ consultedUnitIds }) => consultedUnitIds.map((id) => ({ id })),
    tasks: ({ id }, _, { load }) => load.tasksOfMatter.load(id),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  MatterTask: {
    matter: ({ matterId }, _, { load }) => load.matter.load(matterId),
    unit: ({ unitId }) => ({ id: unitId }),
    isLate: ({ dueAt, endedAt }, _, { now }) => (endedAt ?? now) > dueAt,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

const told = (ctx: Context, { key, title, form }: MatterKind) => ({ ...titled(ctx, { key, title }), form });

/** A vote that is lost rejects a matter; between meetings only what is consulted on can be resolved. */
const isByHand =
  ({ state, form }: Matter) =>
  (action: MatterAction) =>
    action !== 'REJECT' && (action !== 'RESOLVE' || state === 'ON_AGENDA' || form === 'CONSULT');

/** A kind that the profile has forgotten keeps its key for a name. */
function kind(ctx: Context, { localityCode, kind: key, form, raisedAt }: Matter) {
  const known = ctx.localities
    .named(localityCode)
    .matterKinds(raisedAt)
    .find((listed) => listed.key === key);
  return known ? told(ctx, known) : { key, title: key, form };
}

const votes = ({ votesInFavour, votesAgainst, votesAbstained }: Matter) =>
  votesInFavour === null || votesAgainst === null || votesAbstained === null
    ? null
    : { inFavour: votesInFavour, against: votesAgainst, abstained: votesAbstained };
