import { dateIn } from '@jinlin/calendar';
import type { Page } from '@jinlin/graphql';
import { areaLevels } from '@jinlin/localities';
import type { Appointment } from '../appointment/appointment.entity';
import type { Area } from '../area/area.entity';
import { ancestorAt } from '../area/area.find';
import type { Context } from '../context';
import type { AreaLevel } from '../generated/graphql';
import type { Post, RoleTemplate } from '../locality';

/** A rung of the way up: a post, where it is held, and by whom. */
export interface Step {
  post: Post;
  area: Area | null;
  holder: Appointment | null;
}

export interface Escalation {
  template: RoleTemplate;
  steps: Step[];
}

/** The way down: the posts that a notice from an area comes through. */
export interface Descent {
  template: RoleTemplate;
  area: Pick<Area, 'path' | 'asOf'>;
  posts: readonly Post[];
}

/** A place in which nobody holds a post of the way down. */
export interface Gap {
  template: RoleTemplate;
  post: Post;
  area: Area;
}

export type GapPage = Page<Gap>;

/** The template whose chain is asked for, or the locality's first that has one. */
export function chainOf(
  { localities, now }: Context,
  { code, asOf }: Pick<Area, 'code' | 'asOf'>,
  wanted: string | null | undefined,
): RoleTemplate | null {
  const templates = localities.holding(code)?.templates(asOf ?? dateIn(now)) ?? [];
  return templates.find(({ chain, code: key }) => chain.length > 0 && (!wanted || key === wanted)) ?? null;
}

/** The way up from an area, or from whoever holds one of the chain's posts there. */
export async function escalationFrom(
  ctx: Context,
  area: Area,
  template: RoleTemplate,
  from?: string,
): Promise<Escalation> {
  const above = postsUpTo(template, from).filter(({ level }) => depth(level) <= depth(area.level));
  return { template, steps: await Promise.all(above.reverse().map((post) => stepAt(ctx, area, post))) };
}

/** The way down from an area, or from whoever holds one of the chain's posts there. */
export const descentFrom = (
  area: Pick<Area, 'path' | 'level' | 'asOf'>,
  template: RoleTemplate,
  from?: string | null,
): Descent => ({
  template,
  area,
  posts: postsBelow(template, from).filter(({ level }) => depth(level) >= depth(area.level)),
});

/** The nearest rung that somebody fills. */
export const nextOf = ({ steps }: Escalation) => steps.find(({ holder }) => holder !== null)?.holder ?? null;

/** The rungs below the nearest that somebody fills. */
export function skippedOf({ steps }: Escalation) {
  const next = steps.findIndex(({ holder }) => holder !== null);
  return next < 0 ? steps : steps.slice(0, next);
}

async function stepAt(ctx: Context, area: Area, post: Post): Promise<Step> {
  const place = await ancestorAt(ctx, area, post.level!);
  const holder = place ? await ctx.load.seatsOn(area.asOf).load({ areaId: place.id, post: post.code }) : null;
  return { post, area: place, holder };
}

/** The posts above one of the chain; all of them for a post that does not belong to it. */
function postsUpTo({ chain }: RoleTemplate, post: string | undefined) {
  const place = chain.findIndex(({ code }) => code === post);
  return place < 0 ? [...chain] : chain.slice(0, place);
}

function postsBelow({ chain }: RoleTemplate, post: string | null | undefined) {
  return chain.slice(chain.findIndex(({ code }) => code === post) + 1);
}

const depth = (level: AreaLevel | null) => areaLevels.indexOf(level!);
