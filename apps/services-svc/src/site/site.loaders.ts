import { type Reader, statement, unseen } from '@jinlin/database';
import { manyBy, oneBy, oneByStatement } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { ServiceSite, SiteCapacity } from './site.entity';

/** An entry of a list that grows as data: a stable code, with a label in each language. */
export interface Coded {
  code: string;
}

interface Labelled extends Coded {
  zh: string;
  en: string;
}

export interface Space {
  areaId: string;
  code: string;
  households: number | null;
  squareMetres: number;
}

const FUNCTIONS = statement('select code, zh, en from site_function order by code');

const FUNCTIONS_BY_CODE = statement(
  `select code, zh, en from site_function where code = any(${unseen('$1', 'text')})`,
);

const STATION_SPACE_OF_AREAS = statement(/* SQL */ `
  select area.id as "areaId", area.code, area.household_count as households,
         coalesce(sum(station.square_metres), 0) as "squareMetres"
  from area
  left join service_site station
    on station.area_path >= area.path and station.area_path < area.path || '~'
   and station.kind = 'PARTY_MASS_STATION' and station.state = 'OPEN'
  where area.id = any($1::uuid[])
  group by area.id
`);

export const siteLoaders = (db: DataSource, open: Reader) => ({
  site: oneBy(db, open, ServiceSite, 'id'),
  capacityOfSite: manyBy(db, open, SiteCapacity, 'siteId', 'unit'),
  siteFunction: oneByStatement<Labelled>(open, FUNCTIONS_BY_CODE, ({ code }) => code),
  siteFunctions: () => open.rows<Labelled>(FUNCTIONS),
  stationSpaceOfArea: oneByStatement<Space>(open, STATION_SPACE_OF_AREAS, ({ areaId }) => areaId),
});
