import { type Reader, statement } from '@jinlin/database';
import { manyByStatement } from '@jinlin/graphql';
import DataLoader from 'dataloader';
import { type Home, type NearnessByKind, nearnessByKind, type OpenSite } from './circle';

/**
 * Where the people of an area live: its compounds, and its communities and villages that have none. A grid or a
 * building is its own home, as is a compound.
 */
const HOMES_OF_AREAS = statement(/* SQL */ `
  select asked.id as "askedId", home.id as "areaId", home.path, home.longitude, home.latitude,
         coalesce(home.household_count, 0) as households
  from area asked
  join area home on home.path >= asked.path and home.path < asked.path || '~' and home.valid_to is null
  where asked.id = any($1::uuid[]) and home.longitude is not null and home.latitude is not null
    and (
      home.level = 'COMPOUND'
      or home.id = asked.id and home.level in ('GRID', 'BUILDING', 'UNIT', 'HOUSEHOLD')
      or home.level = 'COMMUNITY' and not exists (
        select from area inner_area
        where inner_area.parent_id = home.id and inner_area.level = 'COMPOUND' and inner_area.valid_to is null
      )
    )
  order by home.path
`);

/** A site that nobody has put on the map stands in the middle of its area. */
const OPEN_SITES_OF_LOCALITIES = statement(/* SQL */ `
  select site.locality_code as "localityCode", site.id, site.kind,
         coalesce(site.longitude, area.longitude) as longitude,
         coalesce(site.latitude, area.latitude) as latitude
  from service_site site join area on area.id = site.area_id
  where site.locality_code = any($1::text[]) and site.state = 'OPEN'
    and coalesce(site.longitude, area.longitude) is not null
    and coalesce(site.latitude, area.latitude) is not null
`);

export const circleLoaders = (open: Reader) => ({
  homesOfArea: manyByStatement<Home & { askedId: string }>(open, HOMES_OF_AREAS, ({ askedId }) => askedId),

  /** What is open in a locality, ready to be asked what is near. */
  nearnessInLocality: new DataLoader<string, NearnessByKind>(async (codes) => {
    const sites = await open.rows<OpenSite & { localityCode: string }>(OPEN_SITES_OF_LOCALITIES, [codes]);
    return codes.map((code) => nearnessByKind(sites.filter(({ localityCode }) => localityCode === code)));
  }),
});
