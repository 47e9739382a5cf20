import { act, take } from '@jinlin/acts';
import { blank, invalidInput, isRefusal, notFound } from '@jinlin/graphql';
import type { Context } from '../context';
import type { ChangeMobileTimetableInput, MobileStopInput } from '../generated/graphql';
import { placeFor } from '../place';
import { weekdays } from '../site/opening';
import { ServiceSite } from '../site/site.entity';
import { impossibleSpan, notKept, offTheMap } from '../site/site.guards';
import { kindOf } from '../site/site.kinds';
import { siteLife } from '../site/site.life';
import { MobileStop } from './mobile-stop.entity';

export const changeMobileTimetable = (ctx: Context, input: ChangeMobileTimetableInput) =>
  act(ctx, ServiceSite, 'changeMobileTimetable', input, async (changing) => {
    const stops: Omit<MobileStop, 'id'>[] = [];
    for (const { areaId, location, spot, weekday, opensAt, closesAt } of input.stops) {
      const place = await placeFor(ctx, changing, areaId);
      if (!place) return notFound(ctx, 'Area', areaId);
      stops.push({
        siteId: input.id,
        weekday,
        opensAt,
        closesAt,
        spot: spot.trim(),
        longitude: location?.longitude ?? null,
        latitude: location?.latitude ?? null,
        areaId,
        areaPath: place.areaPath,
      });
    }

    return take(
      changing,
      siteLife,
      {
        id: input.id,
        action: 'CHANGE_TIMETABLE',
        unless: (site) =>
          notKept(ctx)(site) ??
          notMobile(ctx, site) ??
          impossibleSpan(ctx, 'stops', stops) ??
          input.stops
            .map(({ spot, location }) => blank(ctx, 'spot', spot) ?? offTheMap(ctx, location))
            .find(isRefusal) ??
          atTwoPlaces(ctx, input.stops),
      },
      async () => {
        await changing.tx.delete(MobileStop, { siteId: input.id });
        await changing.tx.insert(MobileStop, stops);
        const openingHours = stops.map(({ weekday, opensAt, closesAt }) => ({ weekday, opensAt, closesAt }));
        return { set: { openingHours }, facts: { stops } };
      },
    );
  });

const notMobile = (ctx: Context, site: ServiceSite) =>
  kindOf(ctx, site).isMobile
    ? null
    : invalidInput(ctx, 'id', {
        en: 'Sites of this kind stay where they are; change their opening hours instead.',
        zh: '该类站点为固定站点，请改用开放时间。',
      });

function atTwoPlaces(ctx: Context, stops: readonly MobileStopInput[]) {
  const sorted = stops.toSorted(
    (a, b) => weekdays.indexOf(a.weekday) - weekdays.indexOf(b.weekday) || (a.opensAt < b.opensAt ? -1 : 1),
  );
  const meets = sorted.some((stop, at) => {
    const next = sorted[at + 1];
    return next?.weekday === stop.weekday && next.opensAt < stop.closesAt;
  });
  return meets
    ? invalidInput(ctx, 'stops', {
        en: 'It cannot be at two places at once; two calls overlap.',
        zh: '同一时间不能在两处服务：时间有重叠。',
      })
    : null;
}
