import { type Reader, statement } from '@jinlin/database';
import { oneBy } from '@jinlin/graphql';
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import type { ZeroCount } from '../generated/graphql';
import { Incident } from './incident.entity';

/** An area, and the day at whose end it is looked at. */
export interface AreaOnDay {
  areaId: string;
  asOf: string;
}

const ZEROS_OF_AREAS = statement(/* SQL */ `
  select asked.place, kind, incidents."incidentsThisYear", incidents."lastIncidentOn",
         case when asked.day >= area.valid_from
           then asked.day - greatest(incidents."lastIncidentOn", area.valid_from)
         end as "daysAtZero"
  from unnest($1::uuid[], $2::date[]) with ordinality as asked (area_id, day, place)
  join area on area.id = asked.area_id
  cross join unnest($3::text[]) with ordinality as listed (kind, number)
  cross join lateral (
    select count(*) filter (where occurred_on >= date_trunc('year', asked.day)) as "incidentsThisYear",
           max(occurred_on) as "lastIncidentOn"
    from incident
    where area_path >= area.path and area_path < area.path || '~'
      and incident.kind = listed.kind and state = 'RECORDED' and occurred_on <= asked.day
  ) incidents
  order by asked.place, listed.number
`);

const KINDS: readonly ZeroCount['kind'][] = ['PETITION', 'ACCIDENT', 'CRIMINAL_CASE', 'EPIDEMIC'];

export const safetyLoaders = (db: DataSource, read: Reader) => ({
  incident: oneBy(db, read, Incident, 'id'),

  /** The four zeros of areas, each on its day. One statement however many areas. */
  zerosOfArea: new DataLoader<AreaOnDay, ZeroCount[], string>(
    async (asked) => {
      const values = [asked.map(({ areaId }) => areaId), asked.map(({ asOf }) => asOf), KINDS];
      const rows = await read.rows<ZeroCount & { place: number }>(ZEROS_OF_AREAS, values);
      return asked.map((_, i) => rows.filter(({ place }) => place === i + 1));
    },
    { cacheKeyFn: ({ areaId, asOf }) => `${areaId} ${asOf}` },
  ),
});
