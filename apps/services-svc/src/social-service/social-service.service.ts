import { type Act, act, begin, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, notFound } from '@jinlin/graphql';
import { Unit } from '@jinlin/replicas';
import type { Context } from '../context';
import { monthAround } from '../dates';
import type {
  EndSocialServiceInput,
  ReportSocialServiceInput,
  StartSocialServiceInput,
} from '../generated/graphql';
import { afterToday, beyondReach, outOfRange } from '../guards';
import { placeFor } from '../place';
import { SocialService, SocialServiceReport } from './social-service.entity';
import { socialServiceLife } from './social-service.life';

const MOST_PEOPLE = 1_000_000;

export const startSocialService = (ctx: Context, input: StartSocialServiceInput) =>
  act(ctx, SocialService, 'startSocialService', input, async (starting) => {
    const { title, field, organisationId, areaId, startedOn } = input;
    const place = await placeFor(ctx, starting, areaId);
    if (!place) return notFound(ctx, 'Area', areaId);
    if (!(await isSocialOrganisation(starting, organisationId))) {
      return notFound(ctx, 'Unit', organisationId);
    }
    const fault = blank(ctx, 'title', title) ?? afterToday(ctx, 'startedOn', startedOn);
    if (fault) return fault;

    return begin(starting, socialServiceLife, 'START', {
      ...place,
      title: title.trim(),
      field,
      state: 'RUNNING',
      organisationId,
      startedOn,
    });
  });

/** The service's row stays locked, so that no month is reported twice. */
export const reportSocialService = (ctx: Context, input: ReportSocialServiceInput) =>
  act(ctx, SocialService, 'reportSocialService', input, (reporting) => {
    const { id, newBeneficiaries, personTimes } = input;
    const { first: month } = monthAround(input.month);
    return take(
      reporting,
      socialServiceLife,
      {
        id,
        action: 'REPORT',
        unless: async (service) =>
          beyondReach(ctx, 'SocialService', service) ??
          notOfIts(ctx, service, month) ??
          outOfRange(ctx, 'newBeneficiaries', newBeneficiaries, 0, MOST_PEOPLE) ??
          outOfRange(ctx, 'personTimes', personTimes, newBeneficiaries, MOST_PEOPLE) ??
          ((await reporting.tx.existsBy(SocialServiceReport, { serviceId: id, month }))
            ? reportedAlready(ctx)
            : null),
      },
      async () => {
        const report = { month, newBeneficiaries, personTimes };
        await reporting.tx.insert(SocialServiceReport, { serviceId: id, ...report });
        return { facts: report };
      },
    );
  });

export const endSocialService = (ctx: Context, input: EndSocialServiceInput) =>
  act(ctx, SocialService, 'endSocialService', input, (ending) =>
    take(
      ending,
      socialServiceLife,
      {
        id: input.id,
        action: 'END',
        unless: (service) => beyondReach(ctx, 'SocialService', service) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ set: { endedOn: dateIn(ctx.now) }, reason: input.reason }),
    ),
  );

async function isSocialOrganisation({ tx }: Act, id: string) {
  const unit = await tx.findOneBy(Unit, { id });
  return unit?.active && unit.kind === 'SOCIAL_ORGANISATION';
}

const notOfIts = (ctx: Context, { startedOn, endedOn }: SocialService, month: string) =>
  monthAround(startedOn).first <= month && month <= (endedOn ?? dateIn(ctx.now))
    ? null
    : invalidInput(ctx, 'month', {
        en: 'The service did not run in that month.',
        zh: '该月服务未开展。',
      });

const reportedAlready = (ctx: Context) =>
  invalidInput(ctx, 'month', { en: 'That month is reported already.', zh: '该月已上报。' });
