import { recordUnmasking } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import type { Context } from '../context';
import { monthAround } from '../dates';
import type { DayCareEnrolmentAttendanceArgs, QueryDayCareEnrolmentsArgs } from '../generated/graphql';
import { labelled } from '../labelled';
import { within } from '../place';
import { bookingsOf, isIn } from '../reach';
import type { ServiceSite } from '../site/site.entity';
import type { DayCareEnrolment } from './day-care.entity';

export const DAY_CARE = 'DAY_CARE';

/** A day-care centre is what its site is, and has no row of its own. */
export interface DayCareAt {
  site: ServiceSite;
}

/** The day-care centre at a site; null when the site is something else. */
export const dayCareAt = (site: ServiceSite | null): DayCareAt | null =>
  site?.kind === DAY_CARE ? { site } : null;

/** One enrolment, if it is the actor's to see. */
export async function enrolmentOf(ctx: Context, id: string) {
  const enrolment = await ctx.load.dayCareEnrolment.load(id);
  return enrolment && isIn(bookingsOf(ctx), enrolment) ? enrolment : null;
}

export const enrolmentsWithin = async (ctx: Context, { where, ...page }: QueryDayCareEnrolmentsArgs) =>
  ctx.load.dayCareEnrolments('', { ...page, share: bookingsOf(ctx), where: await within(ctx, where) });

/** How many came on a day; null where those who have places are not the actor's to see. */
export async function dayOf(ctx: Context, { site }: DayCareAt, day: string) {
  const { areaPath, operatorId } = site;
  if (!isIn(bookingsOf(ctx), { areaPath, operatorId, personId: null })) return null;

  const counts = await ctx.load.dayCareDay(site.id, day);
  return { day, enrolled: 0, attended: 0, absent: 0, ...counts };
}

/** A priority, as the profile calls it today. */
export function priorityOf(
  ctx: Context,
  { priority, ruleVersion }: Pick<DayCareEnrolment, 'priority' | 'ruleVersion'>,
) {
  if (priority === null) return null;
  const [localityCode] = ruleVersion.split('/') as [string];
  const rule = ctx.localities.named(localityCode).dayCare(dateIn(ctx.now));
  return labelled(ctx, rule?.priorities ?? [], priority);
}

/** Where somebody stands in the line, and who stands before them by which reason. */
export async function lineOf(ctx: Context, { id, siteId, rank, state }: DayCareEnrolment) {
  if (state !== 'WAITING') return null;

  const line = await ctx.load.dayCareLine.load(siteId);
  const before = line.slice(
    0,
    line.findIndex(({ enrolmentId }) => enrolmentId === id),
  );
  const ranks = [...new Set(before.map((each) => each.rank))];
  return {
    place: before.length + 1,
    length: line.length,
    ahead: ranks.map((higher) => {
      const those = before.filter((each) => each.rank === higher);
      return {
        reason: higher < rank ? ('HIGHER_PRIORITY' as const) : ('APPLIED_EARLIER' as const),
        priority: priorityOf(ctx, those[0]!),
        count: those.length,
      };
    }),
  };
}

/** The days of a month on which it was said whether they came. */
export function attendanceOf(
  ctx: Context,
  { id }: DayCareEnrolment,
  { month }: Partial<DayCareEnrolmentAttendanceArgs>,
) {
  const { first, next } = monthAround(month ?? dateIn(ctx.now));
  return ctx.load.dayCareAttendance(id, first, next);
}

/** Opens the seal on the notes of a care plan, once it is recorded who reads them and why. */
export async function careNotesInClear(
  ctx: Context,
  { id, sealedCareNotes }: DayCareEnrolment,
  purpose: string,
) {
  await recordUnmasking(ctx, { type: 'DayCareEnrolment', id, purpose });
  return sealedCareNotes && ctx.vault.open(sealedCareNotes);
}
