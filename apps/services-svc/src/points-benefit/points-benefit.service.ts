import { type Act, act, begin, lock, take } from '@jinlin/acts';
import { addMonths, dateIn } from '@jinlin/calendar';
import { blank, invalidInput, notFound } from '@jinlin/graphql';
import type { Context } from '../context';
import type { GrantPointsBenefitInput, RevokePointsGrantInput } from '../generated/graphql';
import type { PointsBenefit } from '../points/points.rules';
import { isIn, volunteersOf } from '../reach';
import { Volunteer } from '../volunteer/volunteer.entity';
import { PointsGrant } from './points-benefit.entity';
import { grantLife } from './points-benefit.life';

/** The volunteer's row stays locked, so that nothing is granted twice. */
export const grantPointsBenefit = (ctx: Context, input: GrantPointsBenefitInput) =>
  act(ctx, PointsGrant, 'grantPointsBenefit', input, async (granting) => {
    const { volunteerId, mechanism, fromPoints } = input;
    const volunteer = await lock(granting, Volunteer, volunteerId);
    if (!volunteer || !isIn(volunteersOf(ctx), volunteer)) return notFound(ctx, 'Volunteer', volunteerId);
    const rule = ctx.localities.named(volunteer.localityCode).points(dateIn(ctx.now));
    const benefit = rule?.benefits.find(
      (one) => one.mechanism === mechanism && one.fromPoints === fromPoints,
    );
    const earned = (await ctx.load.pointsOfVolunteer.load(volunteerId))?.earned ?? 0;
    if (!rule || !benefit || earned < fromPoints) return notEntitled(ctx);
    const fault = await grantedAlready(ctx, granting, volunteerId, benefit);
    if (fault) return fault;

    const { ruleVersion } = rule;
    const { localityCode, personId, areaId, areaPath } = volunteer;
    return begin(
      granting,
      grantLife,
      'GRANT',
      {
        localityCode,
        state: 'GRANTED',
        volunteerId,
        mechanism,
        fromPoints,
        grantedOn: dateIn(ctx.now),
        note: input.note?.trim() || null,
        ruleVersion,
        personId,
        areaId,
        areaPath,
      },
      { ruleVersion, facts: { mechanism, fromPoints } },
    );
  });

export const revokePointsGrant = (ctx: Context, input: RevokePointsGrantInput) =>
  act(ctx, PointsGrant, 'revokePointsGrant', input, (revoking) =>
    take(
      revoking,
      grantLife,
      {
        id: input.id,
        action: 'REVOKE',
        unless: (row) =>
          isIn(volunteersOf(ctx), row)
            ? blank(ctx, 'reason', input.reason)
            : notFound(ctx, 'PointsGrant', row.id),
      },
      () => ({ reason: input.reason }),
    ),
  );

/** Refuses what was granted before, unless so many months have passed since as the rule asks for. */
async function grantedAlready(
  ctx: Context,
  { tx }: Act,
  volunteerId: string,
  { mechanism, fromPoints, everyMonths }: PointsBenefit,
) {
  const last = await tx.findOne(PointsGrant, {
    where: { volunteerId, mechanism, fromPoints, state: 'GRANTED' },
    order: { grantedOn: 'desc' },
  });
  if (!last) return null;

  const next = everyMonths ? addMonths(last.grantedOn, everyMonths) : null;
  if (next && next <= dateIn(ctx.now)) return null;
  return invalidInput(ctx, 'mechanism', {
    en: next
      ? `It was granted on ${last.grantedOn}; again from ${next} on.`
      : `It was granted on ${last.grantedOn}.`,
    zh: next ? `已于${last.grantedOn}兑现，${next}起可再次兑现。` : `已于${last.grantedOn}兑现。`,
  });
}

const notEntitled = (ctx: Context) =>
  invalidInput(ctx, 'fromPoints', {
    en: 'Their points do not entitle to it.',
    zh: '积分未达到该激励标准。',
  });
