import { dateIn } from '@jinlin/calendar';
import { say } from '@jinlin/graphql';
import { areaById, listWithin } from '../area/area.find';
import type { Context } from '../context';
import type { QueryActivitySeriesArgs, Resolvers } from '../generated/graphql';
import { themeOf } from '../joint-work/theme';
import type { JointActivity } from './joint-activity.entity';
import {
  cancelJointActivity,
  correctAttendance,
  holdJointActivity,
  moveJointActivity,
  planJointActivity,
  recordAttendance,
  strikeAttendance,
} from './joint-activity.service';
import { attendanceSheetStates, jointActivityStates } from './joint-activity.states';
import { consecutiveYears, type SeriesOf } from './series';

export const jointActivityResolvers: Resolvers = {
  Query: {
    jointActivity: (_, { id }, { load }) => load.jointActivity.load(id),
    jointActivities: (_, args, ctx) => listWithin(ctx, args, ctx.load.jointActivitiesWithin),
    attendanceSheets: (_, args, ctx) => listWithin(ctx, args, ctx.load.attendanceWithin),
    activitySeries: (_, args, ctx) => findSeries(ctx, args),
  },
  Mutation: {
    planJointActivity: (_, { input }, ctx) => planJointActivity(ctx, input),
    moveJointActivity: (_, { input }, ctx) => moveJointActivity(ctx, input),
    holdJointActivity: (_, { input }, ctx) => holdJointActivity(ctx, input),
    cancelJointActivity: (_, { input }, ctx) => cancelJointActivity(ctx, input),
    recordAttendance: (_, { input }, ctx) => recordAttendance(ctx, input),
    correctAttendance: (_, { input }, ctx) => correctAttendance(ctx, input),
    strikeAttendance: (_, { input }, ctx) => strikeAttendance(ctx, input),
  },
  Area: {
    jointActivities: ({ path }, { kind, state, ...page }, { load }) =>
      load.jointActivitiesWithin(path, { ...page, where: { kind, state } }),
  },
  Unit: {
    jointActivities: ({ id }, { kind, state, ...page }, { load }) =>
      load.jointActivitiesOfUnit(id, { ...page, where: { kind, state } }),
  },
  Agreement: {
    activities: ({ id }, page, { load }) => load.jointActivitiesUnder(id, { ...page, where: {} }),
  },
  JointActivity: {
    __resolveReference: ({ id }, { load }) => load.jointActivity.load(id),
    availableActions: ({ state }) => jointActivityStates.actions(state),
    area: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    series: (activity, _, ctx) => seriesOf(ctx, activity),
    theme: (activity, _, ctx) => themeOf(ctx, activity),
    organisers: ({ organiserIds }, _, { load }) =>
      Promise.all(organiserIds.map(async (id) => (await load.unit.load(id))!)),
    agreement: ({ agreementId }, _, { load }) => (agreementId ? load.agreement.load(agreementId) : null),
    on: ({ day }) => day,
    personTimes: async ({ id }, _, { load }) => (await load.headsOfActivity.load(id))?.heads ?? 0,
    attendance: ({ id }, page, { load }) => load.attendanceOfActivity(id, { ...page, where: {} }),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  ActivitySeries: {
    title: ({ title }, _, ctx) => say(ctx, title),
    years: (series, _, ctx) => yearsOf(ctx, series),
    consecutiveYears: async (series, _, ctx) => consecutiveYears(await yearsOf(ctx, series)),
    personTimes: async (series, _, ctx) =>
      (await yearsOf(ctx, series)).reduce((sum, { personTimes }) => sum + personTimes, 0),
  },
  AttendanceSheet: {
    __resolveReference: ({ id }, { load }) => load.attendanceSheet.load(id),
    availableActions: ({ state }) => attendanceSheetStates.actions(state),
    activity: async ({ activityId }, _, { load }) => (await load.jointActivity.load(activityId))!,
    area: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    unit: ({ unitId }, _, { load }) => (unitId ? load.unit.load(unitId) : null),
    partyOrganisation: ({ partyOrganisationId }, _, { load }) =>
      partyOrganisationId ? load.partyOrganisation.load(partyOrganisationId) : null,
    on: ({ day }) => day,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

/** The recurring days of the locality that an area lies in, each counted over the whole of it. */
async function findSeries(
  ctx: Context,
  { localityCode, code }: QueryActivitySeriesArgs,
): Promise<SeriesOf[]> {
  const rules = ctx.localities.holding(localityCode);
  const locality = rules && (await ctx.load.areasOn(null).byCode.load(rules.code));
  if (!locality) return [];
  const series = rules.jointWork(dateIn(ctx.now))?.series ?? [];
  return series
    .filter((each) => !code || each.code === code)
    .map((each) => ({ ...each, path: locality.path }));
}

/** A recurring day that the profile no longer names keeps its code for a title. */
async function seriesOf(ctx: Context, { areaId, series, kind }: JointActivity): Promise<SeriesOf | null> {
  if (series === null) return null;
  const area = (await ctx.load.areasOn(null).byId.load(areaId))!;
  const [known] = await findSeries(ctx, { localityCode: area.code, code: series });
  return known ?? { code: series, title: { zh: series, en: series }, kind, path: area.path };
}

const yearsOf = ({ load }: Context, { path, code }: SeriesOf) => load.yearsOfSeries.load(`${path} ${code}`);
