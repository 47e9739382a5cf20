import { act, begin, take, violates } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, notFound } from '@jinlin/graphql';
import type { Context } from '../context';
import type { AwardCertificationInput, RevokeCertificationInput } from '../generated/graphql';
import { afterToday, beyondReach } from '../guards';
import { placeFor } from '../place';
import { Certification } from './certification.entity';
import { certificationLife } from './certification.life';

export const awardCertification = (ctx: Context, input: AwardCertificationInput) =>
  act(ctx, Certification, 'awardCertification', input, async (awarding) => {
    const { kind, areaId, awardedOn } = input;
    const place = await placeFor(ctx, awarding, areaId);
    if (!place) return notFound(ctx, 'Area', areaId);
    const fault =
      (place.communityId === areaId ? null : noCommunity(ctx)) ?? afterToday(ctx, 'awardedOn', awardedOn);
    if (fault) return fault;

    const { localityCode, areaPath } = place;
    return begin(awarding, certificationLife, 'AWARD', {
      localityCode,
      areaId,
      areaPath,
      kind,
      state: 'HELD',
      awardedOn,
    });
  }).catch((fault) => {
    if (violates(fault, 'certification_once')) return heldAlready(ctx);
    throw fault;
  });

export const revokeCertification = (ctx: Context, input: RevokeCertificationInput) =>
  act(ctx, Certification, 'revokeCertification', input, (revoking) =>
    take(
      revoking,
      certificationLife,
      {
        id: input.id,
        action: 'REVOKE',
        unless: (row) => beyondReach(ctx, 'Certification', row) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ set: { revokedOn: dateIn(ctx.now) }, reason: input.reason }),
    ),
  );

const noCommunity = (ctx: Context) =>
  invalidInput(ctx, 'areaId', {
    en: 'Communities and villages are recognised; this is neither.',
    zh: '命名对象须为社区或村。',
  });

const heldAlready = (ctx: Context) =>
  invalidInput(ctx, 'kind', { en: 'The community holds it already.', zh: '该社区（村）已获此命名。' });
