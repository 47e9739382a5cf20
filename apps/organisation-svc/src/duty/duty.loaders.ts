import { type Reader, statement } from '@jinlin/database';
import { manyByStatement, oneBy, oneByStatement } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import { CataloguedDuty, DutyFulfilment, SupervisionItem } from './duty.entity';
import type { DutyHolder } from './duty.instances';
import { dutyHolders } from './duty.sql';

const HOLDERS_WITHIN_PATHS = statement(/* SQL */ `
  select above.path, holder.*
  from unnest($1::text[]) as above (path)
  cross join lateral (
    ${dutyHolders(`${liesWithin('a.path', 'above.path')} and h.post = any($2::text[])`)}
  ) holder
`);
const HOLDERS_BY_APPOINTMENT = statement(dutyHolders('h.id = any($1::uuid[]) and h.post = any($2::text[])'));
const CATALOGUE_ON_DAY = statement(/* SQL */ `
  select distinct on (a.code, d.slot) a.code, d.id, d.state, d.area_id as "areaId", d.slot,
         v.text, v.version, v.from_on as "fromOn"
  from catalogued_duty d
  join area a on a.id = d.area_id
  join catalogued_duty_version v on v.duty_id = d.id and v.from_on <= $2
  where a.code = any($1::text[])
  order by a.code, d.slot, v.version desc
`);

/** One of the duties of a locality as it reads on a day. */
interface CataloguedDutyOfDay extends CataloguedDuty {
  code: string;
}

export function dutyLoaders(db: DataSource, read: Reader, posts: readonly string[]) {
  const catalogues = new Map<string, ReturnType<typeof catalogueLoader>>();
  const catalogueLoader = (day: string) =>
    manyByStatement<CataloguedDutyOfDay>(read, CATALOGUE_ON_DAY, ({ code }) => code, day);

  return {
    cataloguedDuty: oneBy(db, read, CataloguedDuty, 'id'),
    dutyFulfilment: oneBy(db, read, DutyFulfilment, 'id'),
    supervisionItem: oneBy(db, read, SupervisionItem, 'id'),

    /** The catalogue of a locality, by its code, as it reads on a day. */
    dutyCatalogueOn(day: string) {
      const loader = catalogues.get(day) ?? catalogueLoader(day);
      catalogues.set(day, loader);
      return loader;
    },

    /** Whoever holds or held a post that has duties, with what they did. */
    dutyHolders: {
      within: manyByStatement<DutyHolder & { path: string }>(
        read,
        HOLDERS_WITHIN_PATHS,
        ({ path }) => path,
        posts,
      ),
      byAppointment: oneByStatement<DutyHolder>(
        read,
        HOLDERS_BY_APPOINTMENT,
        ({ appointmentId }) => appointmentId,
        posts,
      ),
    },
  };
}
