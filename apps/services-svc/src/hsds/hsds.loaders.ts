import { all, query, type Reader, statement } from '@jinlin/database';
import { manyByStatement, type Place } from '@jinlin/graphql';
import type { SiteState } from '../generated/graphql';
import type { OpeningException, OpeningHours } from '../site/opening';

/** A site with what the standard tells of it beside what its own row says. */
export interface OpenDataSite {
  id: string;
  localityCode: string;
  kind: string;
  name: string;
  state: SiteState;
  address: string | null;
  functions: string[];
  openingHours: OpeningHours[];
  openingExceptions: OpeningException[];
  longitude: number | null;
  latitude: number | null;
  /** The unit that runs it, or the locality where none does; null where neither is known. */
  organizationId: string | null;
  organizationName: string | null;
  /** The areas around it, from the top. */
  areas: { level: string; name: string }[];
  modifiedAt: Date | null;
}

export interface OpenDataOrganization {
  id: string;
  name: string;
}

/** Which sites; conditions are joined by AND. */
export interface WhichSites {
  id?: string | undefined;
  search?: string | undefined;
  /** Of any of these kinds, or with any of these functions. */
  kinds?: readonly string[] | undefined;
  functions?: readonly string[] | undefined;
  organizationIds?: readonly string[] | undefined;
  modifiedAfter?: string | undefined;
  localityCodes?: readonly string[] | undefined;
  /** No further than so many metres from the seat of the locality. */
  withinMetres?: number | undefined;
}

interface Rows {
  limit: number;
  offset: number;
}

/** Where no unit is known to run a site, its locality answers for it. */
const SITES = /* SQL */ `
  service_site site
  join area on area.id = site.area_id
  left join area seat on seat.code = site.locality_code and seat.valid_to is null
  left join unit on unit.id = site.operator_id
`;

const COLUMNS = /* SQL */ `
  site.id, site.locality_code as "localityCode", site.kind, site.name, site.state, site.address, site.functions,
  site.opening_hours as "openingHours", site.opening_exceptions as "openingExceptions",
  coalesce(site.longitude, area.longitude) as longitude, coalesce(site.latitude, area.latitude) as latitude,
  coalesce(unit.id, seat.id) as "organizationId", coalesce(unit.name, seat.name) as "organizationName",
  (
    select coalesce(json_agg(json_build_object('level', above.level, 'name', above.name) order by above.path), '[]')
    from area above
    where above.valid_to is null and above.path = any (array(
      select left(area.path, n) from generate_series(2, length(area.path)) n where substr(area.path, n, 1) = '/'
    ))
  ) as areas,
  (select max(history.at) from history where history.record_id = site.id) as "modifiedAt"
`;

/** The great-circle distance from the seat of the locality, in metres. */
const METRES_FROM_SEAT = /* SQL */ `
  2 * 6371008.8 * asin(sqrt(
    power(sin(radians(coalesce(site.latitude, area.latitude) - seat.latitude) / 2), 2)
    + cos(radians(seat.latitude)) * cos(radians(coalesce(site.latitude, area.latitude)))
      * power(sin(radians(coalesce(site.longitude, area.longitude) - seat.longitude) / 2), 2)
  ))
`;

const conditions = (which: WhichSites, at: Place) => [
  which.id && `site.id = ${at(which.id)}::uuid`,
  which.search &&
    `strpos(lower(site.name || ' ' || coalesce(site.address, '')), lower(${at(which.search)})) > 0`,
  which.kinds && `site.kind = any(${at(which.kinds)}::text[])`,
  which.functions && `site.functions && ${at(which.functions)}::text[]`,
  which.organizationIds && `coalesce(unit.id, seat.id) = any(${at(which.organizationIds)}::uuid[])`,
  which.modifiedAfter &&
    `exists (select from history h where h.record_id = site.id and h.at >= ${at(which.modifiedAfter)}::timestamptz)`,
  which.localityCodes && `site.locality_code = any(${at(which.localityCodes)}::text[])`,
  which.withinMetres !== undefined && `${METRES_FROM_SEAT} <= ${at(which.withinMetres)}`,
];

/** Which sites a page has, found before anything is gathered about them: what comes before the page costs little. */
const page = (which: WhichSites, { limit, offset }: Rows, at: Place) => /* SQL */ `
  select site.id from ${SITES} where ${all(conditions(which, at))}
  order by site.name, site.id limit ${at(limit)} offset ${at(offset)}
`;

/** Who offers what: units that run sites, and localities for the sites that nobody else runs. */
const organizationsOf = (sites: Pick<WhichSites, 'kinds' | 'functions'>, at: Place) => /* SQL */ `
  (
    select unit.id, unit.name from unit
    where unit.id in (select site.operator_id from service_site site where ${all(conditions(sites, at))})
    union all
    select seat.id, seat.name from area seat
    where seat.valid_to is null and seat.level in ('PREFECTURE', 'COUNTY') and seat.code in (
      select site.locality_code from service_site site
      where ${all(['site.operator_id is null', ...conditions(sites, at)])}
    )
  ) organization
`;

/** Room as last counted, and how much of it is free: places in day care are taken by name, other room by coming. */
const CAPACITIES = statement(/* SQL */ `
  select room.site_id as "siteId", room.unit, room.amount, room.updated_at as "updatedAt",
         greatest(room.amount - case when room.unit = 'PLACE' then (
           select count(*)::int from day_care_line line where line.site_id = room.site_id and line.has_place
         ) else 0 end, 0) as free
  from site_capacity room where room.site_id = any($1::uuid[]) order by room.unit
`);

export interface OpenDataCapacity {
  siteId: string;
  unit: string;
  amount: number;
  free: number;
  updatedAt: Date;
}

/** What the standard tells; all of it open data. */
export const hsdsLoaders = (open: Reader) => {
  const read = <Row>(build: (at: Place) => string) => {
    const { statement, values } = query(build);
    return open.rows<Row>(statement, values);
  };
  const count = async (build: (at: Place) => string) => {
    const [row] = await read<{ count: number }>((at) => `select count(*)::int as count ${build(at)}`);
    return row!.count;
  };
  const organizations =
    ({ id, search, ...sites }: Pick<WhichSites, 'id' | 'search' | 'kinds' | 'functions'>) =>
    (at: Place) =>
      `from ${organizationsOf(sites, at)} where ${all([
        id && `organization.id = ${at(id)}::uuid`,
        search && `strpos(lower(organization.name), lower(${at(search)})) > 0`,
      ])}`;

  return {
    openDataSites: (which: WhichSites, rows?: Rows) =>
      read<OpenDataSite>(
        (at) =>
          `select ${COLUMNS} from ${SITES} where ${rows ? `site.id in (${page(which, rows, at)})` : all(conditions(which, at))}
           order by site.name, site.id`,
      ),
    openDataSiteCount: (which: WhichSites) =>
      count((at) => `from ${SITES} where ${all(conditions(which, at))}`),
    openDataOrganizations: (which: Parameters<typeof organizations>[0], rows: Rows) =>
      read<OpenDataOrganization>(
        (at) =>
          `select organization.* ${organizations(which)(at)} order by organization.name, organization.id
           limit ${at(rows.limit)} offset ${at(rows.offset)}`,
      ),
    openDataOrganizationCount: (which: Parameters<typeof organizations>[0]) => count(organizations(which)),
    openDataCapacities: manyByStatement<OpenDataCapacity>(open, CAPACITIES, ({ siteId }) => siteId),
  };
};
