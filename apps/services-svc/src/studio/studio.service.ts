import { act, begin, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { maskName } from '@jinlin/privacy';
import type { Context } from '../context';
import type { ReleaseRepresentativeInput, SeatRepresentativeInput } from '../generated/graphql';
import { afterToday } from '../guards';
import { personInClear } from '../person';
import { plansSites } from '../policy';
import { ServiceSite } from '../site/site.entity';
import { keptSite, siteNotKept } from '../site/site.guards';
import { StudioRepresentative } from './studio.entity';
import { representativeLife } from './studio.life';

/** The kind of site at which representatives receive people. */
export const STUDIO = 'STUDIO';

export const seatRepresentative = (ctx: Context, input: SeatRepresentativeInput) =>
  act(ctx, StudioRepresentative, 'seatRepresentative', input, async (seating) => {
    const { siteId, role, name, seatedOn } = input;
    const site = await keptSite(ctx, seating, siteId);
    if (!(site instanceof ServiceSite)) return site;
    const fault = noStudio(ctx, site) ?? blank(ctx, 'name', name) ?? afterToday(ctx, 'seatedOn', seatedOn);
    if (fault) return fault;

    return begin(seating, representativeLife, 'SEAT', {
      siteId,
      role,
      state: 'SERVING',
      maskedName: maskName(name.trim()),
      sealedName: ctx.vault.seal(name.trim()),
      seatedOn,
      areaId: site.areaId,
      areaPath: site.areaPath,
    });
  });

export const releaseRepresentative = (ctx: Context, input: ReleaseRepresentativeInput) =>
  act(ctx, StudioRepresentative, 'releaseRepresentative', input, (releasing) => {
    const { id, reason } = input;
    return take(
      releasing,
      representativeLife,
      {
        id,
        action: 'RELEASE',
        unless: async (seated) =>
          (await siteNotKept(ctx, releasing, 'StudioRepresentative')(seated)) ?? blank(ctx, 'reason', reason),
      },
      () => ({ set: { releasedOn: dateIn(ctx.now) }, reason }),
    );
  });

/** The whole name of a representative, for those who keep the studio. */
export async function representativeInClear(ctx: Context, seated: StudioRepresentative, purpose: string) {
  if (!ctx.actor || !plansSites(ctx.actor) || !liesIn(seated.areaPath, ctx.scope.areaPath)) return null;
  return personInClear(ctx, 'StudioRepresentative', { ...seated, sealedPhone: null }, purpose);
}

const noStudio = (ctx: Context, { kind }: ServiceSite) =>
  kind === STUDIO
    ? null
    : invalidInput(ctx, 'siteId', {
        en: 'Representatives are seated at studios; this site is none.',
        zh: '代表、委员进驻的须为两代表一委员工作室。',
      });
