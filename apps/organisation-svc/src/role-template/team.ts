import { dateIn } from '@jinlin/calendar';
import type { Area } from '../area/area.entity';
import type { Context } from '../context';
import type { EmergencyPeriod } from '../emergency/emergency.entity';
import type { TeamPost } from '../first-secretary/governance-team';
import type { RoleTemplate } from '../locality';
import type { When } from './gap.sql';

/** An area with the template of its team, and the emergency that it is in. */
export interface Team {
  area: Area;
  template: RoleTemplate;
  emergency: EmergencyPeriod | null;
}

/** The day that something is asked for, and today. */
export const whenOf = ({ now }: Context, day: string | null | undefined): When => ({
  day,
  today: dateIn(now),
});

/** The team of an area on the day that the area is read for. */
export async function teamOf(ctx: Context, area: Area, template: RoleTemplate): Promise<Team> {
  const day = area.asOf ?? dateIn(ctx.now);
  const emergency = template.emergencySlots
    ? await ctx.load.emergencyAt(template.code, day).load(area.path)
    : null;
  return { area, template, emergency };
}

/** The posts of the roster that serves. */
export const teamPostsOf = ({ area, template, emergency }: Team): TeamPost[] =>
  ((emergency && template.emergencySlots) || template.slots).map((slot) => ({ ...slot, area }));

/** What the coverage of the template says of this one area. */
export const vacantIn = async (ctx: Context, { area, template }: Team) =>
  (await ctx.load.roleCoverage(template, whenOf(ctx, area.asOf)).load(area.path)).vacantSlots;
