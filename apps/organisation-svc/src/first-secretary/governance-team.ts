import { dateIn } from '@jinlin/calendar';
import { areaLevels } from '@jinlin/localities';
import type { Area } from '../area/area.entity';
import { ancestorAt } from '../area/area.find';
import type { Context } from '../context';
import type { TeamPostHoldersArgs } from '../generated/graphql';
import type { RoleTemplate, Slot } from '../locality';
import { whenOf } from '../role-template/team';
import { unitLinksIn } from '../unit-link/unit-link.resolvers';

/** A community with the template of the team that governs it (H4). */
export interface GovernanceTeam {
  area: Area;
  template: RoleTemplate;
}

/** One of the fixed posts of the team of a community. */
export interface TeamPost extends Slot {
  area: Area;
}

/** The team of a community, where the profile has a template with linked units; null anywhere else. */
export function governanceTeam({ localities, now }: Context, area: Area): GovernanceTeam | null {
  const templates = localities.holding(area.code)?.templates(area.asOf ?? dateIn(now)) ?? [];
  const template = templates.find(({ level, linkedUnits }) => level === area.level && linkedUnits !== null);
  return template ? { area, template } : null;
}

/** What the coverage of the template says of this one community. */
export const vacantIn = async (ctx: Context, { area, template }: GovernanceTeam) =>
  (await ctx.load.roleCoverage(template, whenOf(ctx, area.asOf)).load(area.path)).vacantSlots;

export const linkedUnitsOf = (ctx: Context, { area }: GovernanceTeam) =>
  unitLinksIn(ctx, area, { first: 1, isServing: true });

export async function isComplete(ctx: Context, team: GovernanceTeam) {
  const [vacant, units] = await Promise.all([vacantIn(ctx, team), linkedUnitsOf(ctx, team)]);
  return vacant.length === 0 && (await units.unitCount()) >= (team.template.linkedUnits ?? 0);
}

/** Who holds a post of the team: where it lies above the community, there; where below, anywhere within. */
export async function holdersOf(ctx: Context, { area, post }: TeamPost, page: TeamPostHoldersArgs) {
  const where = { post: post.code, ...(area.asOf ? { servingOn: area.asOf } : { isServing: true }) };
  const level = post.level ?? area.level;
  if (areaLevels.indexOf(level) > areaLevels.indexOf(area.level)) {
    return ctx.load.appointmentsWithin(area.path, { ...page, where });
  }
  const place = await ancestorAt(ctx, area, level);
  return ctx.load.appointmentsAtArea((place ?? area).id, { ...page, where });
}
