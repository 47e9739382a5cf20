import { dateIn, dateOfDay, dayOfDate, type LocalDate } from '@jinlin/calendar';
import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, manyBy, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { Context } from '../context';
import type { Weekday } from '../generated/graphql';
import { clockOf, weekdayOf, weekdays } from '../site/opening';
import type { ServiceSite } from '../site/site.entity';
import { MobileStop } from './mobile-stop.entity';

export type MobileStopPage = Page<MobileStop>;

interface Args extends PageInput {
  weekday?: Weekday | null | undefined;
}

const placeInWeek = (stop: string) =>
  `array_position(array[${weekdays.map((day) => `'${day}'`).join(', ')}], ${stop}.weekday)`;

/** Calls of mobile sites, of one site and of areas with all below them, in the order of the week. */
export const mobileStopLoaders = (db: DataSource, open: Reader) => ({
  stopsOfSite: manyBy(db, open, MobileStop, 'siteId', `${placeInWeek('mobile_stop')}, opens_at`),
  mobileStops: lists<MobileStop, Args>(open, {
    parents: () => 'left join area on area.id = parent.key::uuid',
    columns: columnsOf(db, MobileStop, 's'),
    from: 'mobile_stop s',
    where: ({ weekday }, at) => [
      `s.area_path >= area.path and s.area_path < area.path || '~'`,
      weekday && `s.weekday = ${at(weekday)}`,
    ],
    order: [
      [placeInWeek('s'), 'int'],
      ['s.opens_at', 'text'],
      ['s.id', 'uuid'],
    ],
    cursor: ({ weekday, opensAt, id }) => [weekdays.indexOf(weekday) + 1, opensAt, id],
    figures: { totalCount },
  }),
});

/** How many days ahead the next call is looked for: a holiday may cost several weeks. */
const DAYS_AHEAD = 56;

/** The first day from `from` on which a stop is called at. */
export async function nextCallOf(
  { load, now }: Context,
  { siteId, weekday }: MobileStop,
  from?: LocalDate | null,
) {
  const site = await load.site.load(siteId);
  if (site?.state !== 'OPEN') return null;

  const first = dayOfDate(from ?? dateIn(now));
  for (let day = first; day < first + DAYS_AHEAD; day++) {
    const date = dateOfDay(day);
    if (weekdayOf(date) === weekday && isOrdinary(site, date)) return date;
  }
  return null;
}

/** Where a mobile site stands at a moment. */
export async function stopAt({ load }: Context, site: ServiceSite, at: Date) {
  const date = dateIn(at);
  if (site.state !== 'OPEN' || !isOrdinary(site, date)) return null;

  const clock = clockOf(at);
  const stops = await load.stopsOfSite.load(site.id);
  const isThere = ({ weekday, opensAt, closesAt }: MobileStop) =>
    weekday === weekdayOf(date) && opensAt <= clock && clock < closesAt;
  return stops.find(isThere) ?? null;
}

/** A day on which no exception goes before the ordinary week. */
const isOrdinary = ({ openingExceptions }: ServiceSite, date: LocalDate) =>
  openingExceptions.every(({ day }) => day !== date);
