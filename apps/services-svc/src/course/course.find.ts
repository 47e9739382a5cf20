import type { Context } from '../context';
import type { QueryCourseEnrolmentsArgs, QueryCoursesArgs } from '../generated/graphql';
import { within } from '../place';
import { isIn, learnersOf } from '../reach';
import type { Course } from './course.entity';

export const coursesWithin = async (ctx: Context, { where, ...page }: QueryCoursesArgs) =>
  ctx.load.courses('', { ...page, where: await within(ctx, where) });

/** One enrolment, if it is the actor's to see. */
export async function enrolmentOf(ctx: Context, id: string) {
  const enrolment = await ctx.load.courseEnrolment.load(id);
  return enrolment && isIn(learnersOf(ctx), enrolment) ? enrolment : null;
}

export const enrolmentsWithin = async (ctx: Context, { where, ...page }: QueryCourseEnrolmentsArgs) =>
  ctx.load.courseEnrolments('', { ...page, share: learnersOf(ctx), where: await within(ctx, where) });

export const programmeOf = ({ localities }: Context, { localityCode, startsOn, programme }: Course) =>
  localities
    .named(localityCode)
    .education(startsOn)
    ?.programmes.find(({ key }) => key === programme) ?? null;
