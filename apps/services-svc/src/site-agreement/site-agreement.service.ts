import { type Act, act, begin, take, violates } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, notFound } from '@jinlin/graphql';
import { Unit } from '@jinlin/replicas';
import type { Context } from '../context';
import type {
  EndSiteAgreementInput,
  RenewSiteAgreementInput,
  SignSiteAgreementInput,
} from '../generated/graphql';
import { afterToday } from '../guards';
import { ServiceSite } from '../site/site.entity';
import { keptSite, siteNotKept } from '../site/site.guards';
import { kindOf } from '../site/site.kinds';
import { siteLife } from '../site/site.life';
import { SiteAgreement } from './site-agreement.entity';
import { siteAgreementLife } from './site-agreement.life';

export const signSiteAgreement = (ctx: Context, input: SignSiteAgreementInput) =>
  act(ctx, SiteAgreement, 'signSiteAgreement', input, async (signing) => {
    const { siteId, kind, partnerId, signedOn, endsOn = null } = input;
    const site = await keptSite(ctx, signing, siteId);
    if (!(site instanceof ServiceSite)) return site;
    const partner = await signing.tx.findOneBy(Unit, { id: partnerId });
    if (!partner?.active) return notFound(ctx, 'Unit', partnerId);

    const fault =
      (kind === 'MEDICAL' ? (forElders(ctx, site) ?? (await notOfDoctors(ctx, signing, partner))) : null) ??
      afterToday(ctx, 'signedOn', signedOn) ??
      (endsOn ? notLater(ctx, endsOn, signedOn) : null);
    if (fault) return fault;

    if (kind === 'OPERATION') await handOver(signing, siteId, partnerId);
    return begin(signing, siteAgreementLife, 'SIGN', {
      siteId,
      kind,
      state: 'SIGNED',
      partnerId,
      signedOn,
      endsOn,
    });
  }).catch((fault) => {
    if (violates(fault, 'site_agreement_once')) return signedAlready(ctx);
    throw fault;
  });

export const renewSiteAgreement = (ctx: Context, input: RenewSiteAgreementInput) =>
  act(ctx, SiteAgreement, 'renewSiteAgreement', input, (renewing) => {
    const { id, endsOn } = input;
    return take(
      renewing,
      siteAgreementLife,
      {
        id,
        action: 'RENEW',
        unless: async (agreement) =>
          (await siteNotKept(ctx, renewing, 'SiteAgreement')(agreement)) ??
          notLater(ctx, endsOn, agreement.endsOn ?? agreement.signedOn),
      },
      () => ({ set: { endsOn }, facts: { endsOn } }),
    );
  });

export const endSiteAgreement = (ctx: Context, input: EndSiteAgreementInput) =>
  act(ctx, SiteAgreement, 'endSiteAgreement', input, (ending) => {
    const { id, reason } = input;
    return take(
      ending,
      siteAgreementLife,
      {
        id,
        action: 'END',
        unless: async (agreement) =>
          (await siteNotKept(ctx, ending, 'SiteAgreement')(agreement)) ?? blank(ctx, 'reason', reason),
      },
      () => ({ set: { endedOn: dateIn(ctx.now) }, reason }),
    );
  });

/** Whom a site is given to runs it from then on. */
const handOver = (signing: Act, id: string, operatorId: string) =>
  take(signing, siteLife, { id, action: 'CORRECT' }, () => ({ set: { operatorId }, facts: { operatorId } }));

const forElders = (ctx: Context, site: ServiceSite) =>
  kindOf(ctx, site).caresForElders
    ? null
    : invalidInput(ctx, 'kind', {
        en: 'Doctors look after sites for elders; this is none.',
        zh: '医养结合签约对象须为养老服务站点。',
      });

/** Where doctors work: hospitals are institutions, health bureaus send theirs, and whoever runs a clinic has some. */
const withDoctors: readonly string[] = ['INSTITUTION', 'DEPARTMENT'];

async function notOfDoctors(ctx: Context, { tx }: Act, { id, kind }: Unit) {
  if (withDoctors.includes(kind)) return null;

  const run = await tx.findBy(ServiceSite, { operatorId: id, state: 'OPEN' });
  return run.some((site) => kindOf(ctx, site).isMedical)
    ? null
    : invalidInput(ctx, 'partnerId', {
        en: 'Doctors come from a hospital, a health bureau or whoever runs a clinic; this unit is none of them.',
        zh: '医疗协议的签约方须为医疗机构、卫生健康部门或医疗站点的运营单位。',
      });
}

const notLater = (ctx: Context, endsOn: string, than: string) =>
  endsOn > than
    ? null
    : invalidInput(ctx, 'endsOn', {
        en: `"endsOn" must be later than ${than}.`,
        zh: `“endsOn”须晚于${than}。`,
      });

const signedAlready = (ctx: Context) =>
  invalidInput(ctx, 'kind', {
    en: 'The site has such an agreement already; renew it, or end it first.',
    zh: '该站点已有此类协议，请续签或先终止。',
  });
