import type { Appointment } from '../appointment/appointment.entity';
import type { Area } from '../area/area.entity';
import { areaById, listWithin } from '../area/area.find';
import type { Context } from '../context';
import type { NoticePathGapsArgs, Resolvers } from '../generated/graphql';
import type { Post, RoleTemplate } from '../locality';
import { chainOf, type Descent, descentFrom, escalationFrom, type GapPage, nextOf, skippedOf } from './chain';
import type { Notice } from './notice.entity';
import type { GapRow } from './notice.list';
import { acknowledgeNotice, sendNotice, withdrawNotice } from './notice.service';
import { noticeStates } from './notice.states';

export const noticeResolvers: Resolvers = {
  Query: {
    notice: (_, { id }, { load }) => load.notice.load(id),
    notices: (_, args, ctx) => listWithin(ctx, args, ctx.load.noticesWithin),
  },
  Mutation: {
    sendNotice: (_, { input }, ctx) => sendNotice(ctx, input),
    acknowledgeNotice: (_, { input }, ctx) => acknowledgeNotice(ctx, input),
    withdrawNotice: (_, { input }, ctx) => withdrawNotice(ctx, input),
  },
  Area: {
    escalation: (area, { template }, ctx) => wayUp(ctx, area, template),
    noticePath: (area, { template }, ctx) => wayDown(ctx, area, template),
  },
  Appointment: {
    escalation: async (appointment, { template }, ctx) =>
      wayUp(ctx, await placeOf(ctx, appointment), template, appointment.post),
    noticePath: async (appointment, { template }, ctx) =>
      wayDown(ctx, await placeOf(ctx, appointment), template, appointment.post),
    notices: ({ id }, args, { load }) => load.noticesOfAppointment(id, args),
  },
  EscalationPath: {
    next: (path) => nextOf(path),
    skipped: (path) => skippedOf(path),
  },
  NoticePath: {
    tiers: ({ area, posts }, _, { load }) => load.noticeTiers(posts, area.asOf).load(area.path),
    recipients: ({ area, posts }, args, { load }) =>
      load.recipientsWithin(area.path, { ...args, posts, day: area.asOf }),
    gaps: (descent, args, ctx) => gapsOf(ctx, descent, args),
  },
  NoticeTier: {
    vacant: ({ areas, reached }) => areas - reached,
  },
  NoticeGap: {
    bridgedBy: async ({ area, post, template }, _, ctx) =>
      nextOf(await escalationFrom(ctx, area, template, post.code)),
  },
  Notice: {
    __resolveReference: ({ id }, { load }) => load.notice.load(id),
    availableActions: ({ state }) => noticeStates.actions(state),
    area: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    posts: async (notice, _, ctx) => postsOf(ctx, notice, await sentFrom(ctx, notice)),
    path: async (notice, _, ctx) => pathOf(ctx, notice),
    recipients: async (notice, args, ctx) => {
      const area = await sentFrom(ctx, notice);
      const posts = postsOf(ctx, notice, area);
      return ctx.load.recipientsOfNotice(area.path, {
        ...args,
        posts,
        day: notice.sentOn,
        noticeId: notice.id,
      });
    },
    acknowledged: async ({ id }, _, { load }) => (await load.receiptsOfNotice.load(id))?.count ?? 0,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  NoticeReceipt: {
    __resolveReference: ({ id }, { load }) => load.noticeReceipt.load(id),
    notice: async ({ noticeId }, _, { load }) => (await load.notice.load(noticeId))!,
    appointment: async ({ appointmentId }, _, { load }) => (await load.appointment.load(appointmentId))!,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

const placeOf = async ({ load }: Context, { areaId }: Appointment) =>
  (await load.areasOn(null).byId.load(areaId))!;

function wayUp(ctx: Context, area: Area, wanted: string | null | undefined, from?: string) {
  const template = chainOf(ctx, area, wanted);
  return template && escalationFrom(ctx, area, template, from);
}

function wayDown(ctx: Context, area: Area, wanted: string | null | undefined, from?: string) {
  const template = chainOf(ctx, area, wanted);
  return template && descentFrom(area, template, from);
}

/** Each gap with the area as it was then, and the chain that it belongs to. */
async function gapsOf(
  { load }: Context,
  { area, posts, template }: Descent,
  args: NoticePathGapsArgs,
): Promise<GapPage> {
  const page = await load.noticeGapsWithin(area.path, { ...args, posts, day: area.asOf });
  const gapOf = async ({ areaId, post: code }: GapRow) => ({
    template,
    post: posts.find((post) => post.code === code)!,
    area: (await load.areasOn(area.asOf).byId.load(areaId))!,
  });
  const edges = await Promise.all(
    page.edges.map(async ({ cursor, node }) => ({ cursor, node: await gapOf(node) })),
  );
  return { ...page, edges, nodes: edges.map(({ node }) => node) };
}

/** Where a notice was sent from, as it was on that day. */
async function sentFrom({ load }: Context, { areaId, sentOn }: Notice): Promise<Area> {
  const area = await load.areasOn(sentOn).byId.load(areaId);
  return area ?? (await load.areasOn(null).byId.load(areaId))!;
}

const postsOf = ({ localities }: Context, { posts }: Notice, { code }: Area): Post[] =>
  posts.flatMap((post) => localities.holding(code)?.post(post) ?? []);

async function pathOf(ctx: Context, notice: Notice): Promise<Descent | null> {
  const area = await sentFrom(ctx, notice);
  const template: RoleTemplate | null = chainOf(ctx, area, notice.template);
  return template && { template, area: { ...area, asOf: notice.sentOn }, posts: postsOf(ctx, notice, area) };
}
