import { say } from '@jinlin/graphql';
import type { Area } from '../area/area.entity';
import { areaById, listWithin } from '../area/area.find';
import type { Context } from '../context';
import type { Resolvers, TaggedKind } from '../generated/graphql';
import type { GroupingPart } from '../locality';
import type { Tag } from './tag.entity';
import { tagRecord, untagRecord } from './tag.service';
import { tagStates } from './tag.states';

export const groupingResolvers: Resolvers = {
  Query: {
    groupings: (_, { localityCode }, { localities }) => [
      ...(localities.holding(localityCode)?.groupings ?? []),
    ],
    tag: (_, { id }, { load }) => load.tag.load(id),
    tags: (_, args, ctx) => listWithin(ctx, args, ctx.load.tagsWithin),
  },
  Mutation: {
    tagRecord: (_, { input }, ctx) => tagRecord(ctx, input),
    untagRecord: (_, { input }, ctx) => untagRecord(ctx, input),
  },
  Area: {
    groupedBy: (area, { grouping }, ctx) => talliesOf(ctx, area, grouping),
  },
  PlanItem: { tags: ({ id }, _, { load }) => load.tagsOfRecord.load(id) },
  PolicyDocument: { tags: ({ id }, _, { load }) => load.tagsOfRecord.load(id) },
  ServiceItem: { tags: ({ id }, _, { load }) => load.tagsOfRecord.load(id) },
  JointActivity: { tags: ({ id }, _, { load }) => load.tagsOfRecord.load(id) },
  Case: { tags: ({ id }, _, { load }) => load.tagsOfRecord.load(id) },
  MicroWish: { tags: ({ id }, _, { load }) => load.tagsOfRecord.load(id) },
  RenewalProject: { tags: ({ id }, _, { load }) => load.tagsOfRecord.load(id) },
  Project: { tags: ({ id }, _, { load }) => load.tagsOfRecord.load(id) },
  VolunteerActivity: { tags: ({ id }, _, { load }) => load.tagsOfRecord.load(id) },
  CommunityProject: { tags: ({ id }, _, { load }) => load.tagsOfRecord.load(id) },
  Grouping: {
    title: ({ title }, _, ctx) => say(ctx, title),
    parts: ({ parts }) => [...parts],
  },
  GroupingPart: {
    title: ({ title }, _, ctx) => say(ctx, title),
    measures: ({ measures }) => [...measures],
  },
  Tag: {
    __resolveReference: ({ id }, { load }) => load.tag.load(id),
    availableActions: ({ state }) => tagStates.actions(state),
    part: (tag, _, ctx) => partOf(ctx, tag),
    record: ({ kind, recordId }, _, ctx) => recordOf[kind](ctx, recordId),
    area: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

/** How each kind of tagged record is read, and which type it then is; another service reads its own. */
const recordOf = {
  PLAN_ITEM: async ({ load }, id) => typed('PlanItem', await load.planItem.load(id)),
  POLICY_DOCUMENT: async ({ load }, id) => typed('PolicyDocument', await load.policyDocument.load(id)),
  SERVICE_ITEM: async ({ load }, id) => typed('ServiceItem', await load.serviceItem.load(id)),
  MEMBER_VISIT: async ({ load }, id) => typed('MemberVisit', await load.memberVisit.load(id)),
  DEPLOYMENT_CALL: async ({ load }, id) => typed('DeploymentCall', await load.deploymentCall.load(id)),
  COMMITTEE: async ({ load }, id) => typed('Committee', await load.committee.load(id)),
  JOINT_ACTIVITY: async ({ load }, id) => typed('JointActivity', await load.jointActivity.load(id)),
  CASE: (_, id) => typed('Case', { id }),
  MICRO_WISH: (_, id) => typed('MicroWish', { id }),
  RENEWAL_PROJECT: (_, id) => typed('RenewalProject', { id }),
  PROJECT: (_, id) => typed('Project', { id }),
  VOLUNTEER_ACTIVITY: (_, id) => typed('VolunteerActivity', { id }),
  COMMUNITY_PROJECT: (_, id) => typed('CommunityProject', { id }),
} satisfies Record<TaggedKind, (ctx: Context, id: string) => unknown>;

const typed = <Name extends string, Row extends object>(__typename: Name, row: Row | null) =>
  row && { ...row, __typename };

async function talliesOf({ load, localities }: Context, { code, path }: Area, grouping: string) {
  const known = localities.holding(code)?.groupings.find(({ key }) => key === grouping);
  if (!known) return null;

  const tallies = await load.groupedBy(grouping).load(path);
  return known.parts.map((part) => {
    const byKind = tallies.filter((tally) => tally.part === part.key);
    return { part, records: byKind.reduce((sum, { records }) => sum + records, 0), byKind };
  });
}

/** A part that the profile no longer names keeps its key. */
async function partOf({ load, localities }: Context, { areaId, grouping, part }: Tag): Promise<GroupingPart> {
  const area = await load.areasOn(null).byId.load(areaId);
  const known = localities.holding(area!.code)?.groupings.find(({ key }) => key === grouping);
  return (
    known?.parts.find(({ key }) => key === part) ?? { key: part, title: { zh: part, en: part }, measures: [] }
  );
}
