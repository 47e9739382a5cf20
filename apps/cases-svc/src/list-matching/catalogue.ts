import { invalidInput, type Listener, say } from '@jinlin/graphql';
import type { Context } from '../context';
import type { ListCategory, ListClass, MapPointInput } from '../generated/graphql';

/** A category as a client sees it; one that the profile no longer lists goes by its key. */
export function categoryNamed(ctx: Context, localityCode: string, key: string): ListCategory {
  const known = rulesOf(ctx, localityCode)?.categories.find((category) => category.key === key);
  return {
    key,
    label: known ? say(ctx, known.title) : key,
    unit: known ? say(ctx, known.unit) : '',
    class: classNamed(ctx, localityCode, known?.class ?? key),
  };
}

export function classNamed(ctx: Context, localityCode: string, key: string): ListClass {
  const known = rulesOf(ctx, localityCode)?.classes.find((listed) => listed.key === key);
  return { key, label: known ? say(ctx, known.title) : key };
}

const rulesOf = (ctx: Context, localityCode: string) =>
  ctx.localities.named(localityCode).threeLists(ctx.now);

export const hasNoLists = (ctx: Listener) =>
  invalidInput(ctx, 'areaId', { en: 'This locality keeps no lists.', zh: '本地未设三张清单。' });

/** Refuses a point that is nowhere on the globe. */
export const offTheMap = (ctx: Listener, point: MapPointInput | null | undefined) =>
  !point || (Math.abs(point.longitude) <= 180 && Math.abs(point.latitude) <= 90)
    ? null
    : invalidInput(ctx, 'location', {
        en: 'Longitudes go from -180 to 180, latitudes from -90 to 90.',
        zh: '经度须在-180至180之间，纬度须在-90至90之间。',
      });

/** A place on the map as it is kept, in two columns. */
export const pointOf = ({ longitude, latitude }: { longitude: number | null; latitude: number | null }) =>
  longitude === null || latitude === null ? null : { longitude, latitude };
