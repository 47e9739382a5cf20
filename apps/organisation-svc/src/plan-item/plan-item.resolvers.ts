import { dateIn } from '@jinlin/calendar';
import type { Area } from '../area/area.entity';
import { areaById, listWithin, rollUpPath } from '../area/area.find';
import type { Context } from '../context';
import type { AreaPlanProgressByUnitArgs, Resolvers } from '../generated/graphql';
import type { PlanItem } from './plan-item.entity';
import { cancelPlanItem, finishPlanItem, registerPlanItem, reportPlanProgress } from './plan-item.service';
import { planItemStates } from './plan-item.states';

export const planItemResolvers: Resolvers = {
  Query: {
    planItem: (_, { id }, { load }) => load.planItem.load(id),
    planItems: (_, args, ctx) =>
      listWithin(ctx, { ...args, today: dateIn(ctx.now) }, ctx.load.planItemsWithin),
  },
  Mutation: {
    registerPlanItem: (_, { input }, ctx) => registerPlanItem(ctx, input),
    reportPlanProgress: (_, { input }, ctx) => reportPlanProgress(ctx, input),
    finishPlanItem: (_, { input }, ctx) => finishPlanItem(ctx, input),
    cancelPlanItem: (_, { input }, ctx) => cancelPlanItem(ctx, input),
  },
  Area: {
    planProgressByUnit: async (area, args, ctx) =>
      ctx.load.planProgressByUnit(await rollUpPath(ctx, area, args.boundaries), progressOf(ctx, area, args)),
    planProgressByDistrict: async (area, args, ctx) =>
      ctx.load.planProgressByDistrict(
        await rollUpPath(ctx, area, args.boundaries),
        progressOf(ctx, area, args),
      ),
  },
  PlanItem: {
    __resolveReference: ({ id }, { load }) => load.planItem.load(id),
    availableActions: ({ state }) => planItemStates.actions(state),
    area: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    owners: ({ ownerIds }, _, { load }) =>
      Promise.all(ownerIds.map(async (id) => (await load.unit.load(id))!)),
    districts: ({ districtIds }, _, { load }) =>
      Promise.all(districtIds.map(async (id) => (await load.areasOn(null).byId.load(id))!)),
    isOverdue: (item, _, { now }) => isOverdue(item, now),
    reports: ({ id }, _, { load }) => load.reportsOfPlanItem.load(id),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  PlanUnitProgress: {
    unit: async ({ id }, _, { load }) => (await load.unit.load(id))!,
    progress: (progress) => progress,
  },
  PlanDistrictProgress: {
    district: ({ id }, _, ctx) => areaById(ctx, id),
    progress: (progress) => progress,
  },
};

const progressOf = ({ now }: Context, { asOf }: Area, args: AreaPlanProgressByUnitArgs) => ({
  ...args,
  asOf,
  today: dateIn(now),
});

const isOverdue = ({ state, dueAt }: PlanItem, now: Date) =>
  (state === 'PLANNED' || state === 'RUNNING') && dueAt < dateIn(now);
