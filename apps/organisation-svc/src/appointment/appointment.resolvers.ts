import { dateIn } from '@jinlin/calendar';
import { say } from '@jinlin/graphql';
import { GraphQLError } from 'graphql';
import type { Area } from '../area/area.entity';
import { pathNamed } from '../area/area.find';
import type { Context } from '../context';
import type {
  AreaAppointmentsArgs,
  QueryAppointmentsArgs,
  QueryCrossPostsArgs,
  Resolvers,
} from '../generated/graphql';
import type { Post } from '../locality';
import type { Appointment } from './appointment.entity';
import { appoint, endAppointment } from './appointment.service';
import { appointmentStates } from './appointment.states';

export const appointmentResolvers: Resolvers = {
  Query: {
    appointment: (_, { id }, { load }) => load.appointment.load(id),
    appointments: (_, args, ctx) => findAppointments(ctx, args),
    posts: (_, { localityCode }, { localities }) => [...(localities.holding(localityCode)?.posts ?? [])],
    crossPosts: (_, args, ctx) => findCrossPosts(ctx, args),
  },
  Mutation: {
    appoint: (_, { input }, ctx) => appoint(ctx, input),
    endAppointment: (_, { input }, ctx) => endAppointment(ctx, input),
  },
  Area: {
    head: (area, _, ctx) => head(ctx, area),
    firstSecretary: (area, _, ctx) => seated(ctx, area, 'FIRST_SECRETARY'),
    appointments: (area, args, ctx) => appointmentsAt(ctx, area, args),
  },
  Appointment: {
    __resolveReference: ({ id }, { load }) => load.appointment.load(id),
    availableActions: ({ state }) => appointmentStates.actions(state),
    post: (appointment, _, ctx) => postOf(ctx, appointment),
    localTitle: async (appointment, _, ctx) => say(ctx, (await postOf(ctx, appointment)).title),
    person: async ({ personId }, _, { load }) => (await load.person.load(personId))!,
    area: async ({ areaId, asOf }, _, { load }) => (await load.areasOn(asOf).byId.load(areaId))!,
    unit: ({ unitId }, _, { load }) => (unitId ? load.unit.load(unitId) : null),
    partyOrganisation: ({ partyOrganisationId }, _, { load }) =>
      partyOrganisationId ? load.partyOrganisation.load(partyOrganisationId) : null,
    from: ({ fromOn }) => fromOn,
    to: ({ toOn }) => toOn,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  Post: {
    title: ({ title }, _, ctx) => say(ctx, title),
  },
  CrossPost: {
    person: async ({ personId }, _, { load }) => (await load.person.load(personId))!,
    area: async ({ areaId, asOf }, _, { load }) => (await load.areasOn(asOf).byId.load(areaId))!,
    appointments: async ({ appointmentIds }, _, { load }) =>
      Promise.all(appointmentIds.map(async (id) => (await load.appointment.load(id))!)),
  },
};

async function findAppointments(ctx: Context, { where, ...page }: QueryAppointmentsArgs) {
  const { withinCode, withinId, ...rest } = where ?? {};
  const { asOf } = page;
  const path = await pathNamed(ctx, { withinCode, withinId }, asOf);
  const when = asOf ? { servingOn: asOf } : {};
  return ctx.load.appointmentsWithin(path ?? '/', { ...page, where: { ...rest, ...when } });
}

async function findCrossPosts(ctx: Context, { withinCode, posts, ...page }: QueryCrossPostsArgs) {
  const wanted = [...new Set(posts)].sort();
  if (wanted.length < 2) {
    throw new GraphQLError('"posts" must name two or more.', { extensions: { code: 'BAD_USER_INPUT' } });
  }
  const path = await pathNamed(ctx, { withinCode }, page.asOf);
  return ctx.load.crossPostsWithin(path ?? '/', { ...page, posts: wanted });
}

/** Of an area read as of a day, those serving are those who served on that day. */
function appointmentsAt(
  { load }: Context,
  { id, asOf }: Area,
  { post, isServing, ...page }: AreaAppointmentsArgs,
) {
  const when = asOf && isServing ? { servingOn: asOf } : { isServing };
  return load.appointmentsAtArea(id, { ...page, where: { post, ...when }, asOf });
}

function head(ctx: Context, area: Area) {
  const post = ctx.localities.holding(area.code)?.headOf(area.level);
  return post ? seated(ctx, area, post) : null;
}

/** Whoever holds a post there as of the day that the area is read for; a closed area keeps those of its last day. */
const seated = ({ load }: Context, { id, asOf, validTo }: Area, post: string) =>
  load.seatsOn(asOf ?? (validTo && dayBefore(validTo))).load({ areaId: id, post });

const dayBefore = (day: string) => dateIn(new Date(Date.parse(day) - 86_400_000));

async function postOf(ctx: Context, { post, areaId }: Appointment): Promise<Post> {
  const area = await ctx.load.areasOn(null).byId.load(areaId);
  const known = area && ctx.localities.holding(area.code)?.post(post);
  // A post that a later profile has dropped is still told of by its code.
  return known ?? { code: post, title: { zh: post, en: post }, level: area?.level ?? null };
}
