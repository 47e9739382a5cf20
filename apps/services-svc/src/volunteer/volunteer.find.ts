import type { Context } from '../context';
import type {
  QueryVolunteerActivitiesArgs,
  QueryVolunteersArgs,
  QueryVolunteerTeamsArgs,
  VolunteerTeamActivitiesArgs,
} from '../generated/graphql';
import { within } from '../place';
import { isIn, volunteersOf } from '../reach';

export const teamsWithin = async (ctx: Context, { where, ...page }: QueryVolunteerTeamsArgs) =>
  ctx.load.volunteerTeams('', { ...page, where: await within(ctx, where) });

export const activitiesWithin = async (ctx: Context, { where, ...page }: QueryVolunteerActivitiesArgs) =>
  ctx.load.volunteerActivities('', { ...page, isOfTeam: false, where: await within(ctx, where) });

export const activitiesOf = ({ load }: Context, teamId: string, args: VolunteerTeamActivitiesArgs) => {
  const { state, ...page } = args;
  return load.volunteerActivities(teamId, { ...page, isOfTeam: true, where: { state } });
};

/** One volunteer, if they are the actor's to see. */
export async function volunteerOf(ctx: Context, id: string) {
  const volunteer = await ctx.load.volunteer.load(id);
  return volunteer && isIn(volunteersOf(ctx), volunteer) ? volunteer : null;
}

/** One part in an activity, if its volunteer is the actor's to see. */
export async function participationOf(ctx: Context, id: string) {
  const participation = await ctx.load.participation.load(id);
  return participation && isIn(volunteersOf(ctx), participation) ? participation : null;
}

export const volunteersWithin = async (ctx: Context, { where, ...page }: QueryVolunteersArgs) =>
  ctx.load.volunteers('', { ...page, share: volunteersOf(ctx), where: await within(ctx, where) });

export const hoursOf = (minutes: number | null | undefined) => (minutes ?? 0) / 60;
