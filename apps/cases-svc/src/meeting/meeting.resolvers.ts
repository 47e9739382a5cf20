import type { Context } from '../context';
import type { Resolvers } from '../generated/graphql';
import { pageWithin } from '../within';
import type { Meeting } from './meeting.entity';
import { callMeeting, cancelMeeting, closeMeeting, openMeeting } from './meeting.service';
import { meetingStates } from './meeting.states';

export const meetingResolvers: Resolvers = {
  Query: {
    meeting: (_, { id }, { load }) => load.meeting.load(id),
    meetings: (_, args, ctx) => pageWithin(ctx, ctx.load.meetings, args),
  },
  Mutation: {
    callMeeting: (_, { input }, ctx) => callMeeting(ctx, input),
    openMeeting: (_, { input }, ctx) => openMeeting(ctx, input),
    closeMeeting: (_, { input }, ctx) => closeMeeting(ctx, input),
    cancelMeeting: (_, { input }, ctx) => cancelMeeting(ctx, input),
  },
  Area: {
    meetings: ({ id }, args, ctx) => pageWithin(ctx, ctx.load.meetings, args, id),
  },
  Council: {
    meetings: ({ id }, args, ctx) =>
      pageWithin(ctx, (_, found) => ctx.load.meetingsOfCouncil(id, found), args),
  },
  Meeting: {
    __resolveReference: ({ id }, { load }) => load.meeting.load(id),
    availableActions: ({ state }) => meetingStates.actions(state),
    // Councils are known to everybody.
    council: async ({ councilId }, _, { load }) => (await load.council.load(councilId))!,
    area: ({ areaId }) => ({ id: areaId }),
    agenda: ({ id }, _, { load }) => load.agendaOfMeeting.load(id),
    present: (meeting, _, ctx) => present(ctx, meeting),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

/** Those who were there and whom the reader may know of, also when they have left the council since. */
async function present({ load }: Context, { councilId, presentMemberIds }: Meeting) {
  const members = await load.membersOfCouncil.load(councilId);
  return members.filter(({ id }) => presentMemberIds.includes(id));
}
