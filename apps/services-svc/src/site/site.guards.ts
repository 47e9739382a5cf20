import type { Act } from '@jinlin/acts';
import { invalidInput, notFound } from '@jinlin/graphql';
import type { Context } from '../context';
import { outOfRange } from '../guards';
import { keeps } from '../reach';
import { ServiceSite } from './site.entity';

/** Whoever does not keep a site cannot change it, though everybody can see it. */
export const notKept = (ctx: Context) => (site: ServiceSite) =>
  keeps(ctx, site) ? null : notFound(ctx, 'ServiceSite', site.id);

/** The site that a new record is about; a refusal unless the actor keeps it and it is not closed for good. */
export async function keptSite(ctx: Context, { tx }: Act, id: string) {
  const site = await tx.findOneBy(ServiceSite, { id });
  if (!site || !keeps(ctx, site)) return notFound(ctx, 'ServiceSite', id);
  if (site.state !== 'CLOSED') return site;
  return invalidInput(ctx, 'siteId', { en: 'The site is closed for good.', zh: '该站点已撤销。' });
}

/** Refuses whoever does not keep the site that a record is about: to them the record is not there. */
export const siteNotKept =
  (ctx: Context, { tx }: Act, type: string) =>
  async ({ id, siteId }: { id: string; siteId: string }) => {
    const site = await tx.findOneByOrFail(ServiceSite, { id: siteId });
    return keeps(ctx, site) ? null : notFound(ctx, type, id);
  };

/** Refuses spans that end before they begin, or have but one end. */
export const impossibleSpan = (
  ctx: Context,
  field: string,
  spans: readonly { opensAt: string | null; closesAt: string | null }[],
) =>
  spans.every(({ opensAt, closesAt }) => (opensAt && closesAt ? opensAt < closesAt : !opensAt && !closesAt))
    ? null
    : invalidInput(ctx, field, {
        en: 'A span opens before it closes; one past midnight is told as two.',
        zh: '开放时间须早于关闭时间；跨零点的请分成两段。',
      });

/** Refuses a point that is not on the globe. */
export const offTheMap = (ctx: Context, point: { longitude: number; latitude: number } | null | undefined) =>
  point
    ? (outOfRange(ctx, 'longitude', point.longitude, -180, 180) ??
      outOfRange(ctx, 'latitude', point.latitude, -90, 90))
    : null;

/** Refuses a code that is none of those known, and names them. */
export function noneOfThese(
  ctx: Pick<Context, 'language'>,
  field: string,
  codes: readonly string[],
  known: readonly string[],
) {
  const stranger = codes.find((code) => !known.includes(code));
  return stranger === undefined
    ? null
    : invalidInput(ctx, field, {
        en: `There is no ${stranger}; there are ${known.join(', ')}.`,
        zh: `没有 ${stranger}；可选：${known.join('、')}。`,
      });
}
