import type { Days, OpenDemand, OpenWindow, Point } from './score';

/** Asks the database, in whatever way the caller has at hand. */
export type Rows = <Row>(sql: string, values: unknown[]) => Promise<Row[]>;

type Flat<Open> = Omit<Open, 'point' | 'days'> & {
  longitude: number | null;
  latitude: number | null;
  from: number | null;
  to: number | null;
};

/** The demands of an area that lack something and are in no project yet, in the order in which they were published. */
export const openDemandsIn = async (rows: Rows, areaPath: string): Promise<OpenDemand[]> =>
  (await rows<Flat<OpenDemand>>(OPEN_DEMANDS, [areaPath])).map(demandFrom);

/** Demands by their ids, as matching must know them. */
export const demandsToMatch = async (rows: Rows, ids: readonly string[]): Promise<OpenDemand[]> =>
  (await rows<Flat<OpenDemand>>(DEMANDS_BY_ID, [ids])).map(demandFrom);

/** What is offered to some places by their paths, or anywhere below one, and has something left today or later. */
export const openWindowsFor = async (
  rows: Rows,
  { paths, below = null, today }: { paths: readonly string[]; below?: string | null; today: string },
): Promise<OpenWindow[]> =>
  (await rows<Flat<OpenWindow>>(OPEN_WINDOWS, [paths, below, today])).map(windowFrom);

/** One window, as matching must know it, whatever is left of it. */
export async function windowToMatch(rows: Rows, id: string): Promise<OpenWindow> {
  const [found] = await rows<Flat<OpenWindow>>(WINDOW_BY_ID, [id]);
  return windowFrom(found!);
}

const demandFrom = ({ longitude, latitude, from, to, ...demand }: Flat<OpenDemand>): OpenDemand => ({
  ...demand,
  point: pointFrom(longitude, latitude),
  days: daysFrom(from, to),
});

const windowFrom = ({ longitude, latitude, from, to, ...window }: Flat<OpenWindow>): OpenWindow => ({
  ...window,
  point: pointFrom(longitude, latitude),
  // A window has both its days.
  days: { from: from!, to: to! },
});

const pointFrom = (longitude: number | null, latitude: number | null): Point | null =>
  longitude === null || latitude === null ? null : { longitude, latitude };

/** A demand has both its days or neither. */
const daysFrom = (from: number | null, to: number | null): Days | null =>
  from === null || to === null ? null : { from, to };

const DEMANDS = /* SQL */ `
  select d.id, d.side, d.category, d.area_path as "areaPath",
         coalesce(d.longitude, a.longitude) as longitude, coalesce(d.latitude, a.latitude) as latitude,
         d.amount - d.promised as missing, d.needed_from - date '1970-01-01' as "from",
         d.needed_to - date '1970-01-01' as "to", d.published_at as "publishedAt"
  from demand d join area a on a.id = d.area_id
`;

const DEMANDS_BY_ID = `${DEMANDS} where d.id = any($1::uuid[])`;

const OPEN_DEMANDS = /* SQL */ `
  ${DEMANDS}
  where d.area_path >= $1 and d.area_path < $1 || '~'
    and d.state in ('PUBLISHED', 'MATCHED') and d.promised < d.amount
  order by d.published_at, d.id
`;

/** Whoever offers keeps a record: a unit by all that it offers, a community by what stands in it. */
const OFFERER = (resource: string) => `coalesce(${resource}.unit_id, ${resource}.area_id)`;

const WINDOWS = /* SQL */ `
  select w.id, w.resource_id as "resourceId", r.side, r.category, r.area_path as "areaPath",
         r.offered_to_path as "offeredToPath",
         coalesce(r.longitude, a.longitude) as longitude, coalesce(r.latitude, a.latitude) as latitude,
         w.from_on - date '1970-01-01' as "from", w.to_on - date '1970-01-01' as "to",
         w.amount - w.promised as "left",
         coalesce(record.kept, 0)::int as kept, coalesce(record.broken, 0)::int as broken
  from resource_window w
  join resource r on r.id = w.resource_id
  join area a on a.id = r.area_id
  left join (
    select ${OFFERER('o')} as offerer,
           count(*) filter (where m.state = 'KEPT') as kept, count(*) filter (where m.state = 'BROKEN') as broken
    from list_match m join resource o on o.id = m.resource_id
    where m.state in ('KEPT', 'BROKEN')
    group by 1
  ) record on record.offerer = ${OFFERER('r')}
`;

const OPEN_WINDOWS = /* SQL */ `
  ${WINDOWS}
  where r.state = 'AVAILABLE' and w.promised < w.amount and w.to_on >= $3::date
    and (r.offered_to_path = any($1::text[]) or (r.offered_to_path >= $2 and r.offered_to_path < $2 || '~'))
  order by w.id
`;

const WINDOW_BY_ID = `${WINDOWS} where w.id = $1`;
