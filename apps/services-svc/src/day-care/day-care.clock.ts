import { ofItself, takeAll } from '@jinlin/acts';
import type { Localities } from '@jinlin/profile';
import type { DataSource } from 'typeorm';
import type { LocalityRules } from '../locality';
import { dayCareLife } from './day-care.life';
import { holdLine, LINE, offerPlaces } from './places';

/** So many centres are looked after in one go; what is left waits for the next minute. */
const BATCH = 200;

/**
 * Lets offers lapse that nobody accepted in time, and offers what is free to those next in line, also where a centre
 * has grown or opened again: each once, however many processes run this at once.
 */
export async function tickDayCare(db: DataSource, localities: Localities<LocalityRules>, now: Date) {
  const centres: Centre[] = await ofItself(db, { actor: LINE, now }, ({ tx }) =>
    tx.query(STIRRING, [now, BATCH]),
  );

  let offered = 0;
  for (const centre of centres) {
    offered += await ofItself(db, { actor: LINE, now }, async (acting) => {
      await holdLine(acting, centre.siteId);
      const late: { id: string }[] = await acting.tx.query(LATE, [centre.siteId, now]);
      await takeAll(acting, dayCareLife, { ids: late.map(({ id }) => id), action: 'LAPSE' }, () => ({
        set: { acceptBy: null },
      }));
      return (await offerPlaces(acting, centre, localities)).length;
    });
  }
  return { offered };
}

interface Centre {
  siteId: string;
  localityCode: string;
}

const LATE = /* SQL */ `
  select id from day_care_enrolment where site_id = $1 and state = 'OFFERED' and accept_by <= $2
`;

/** Centres with an offer that is over, or with somebody waiting while a place is free. */
const STIRRING = /* SQL */ `
  select site.id as "siteId", site.locality_code as "localityCode"
  from service_site site
  join (
    select site_id, count(*) filter (where has_place) as taken, count(*) filter (where not has_place) as waiting
    from day_care_line group by site_id
  ) line on line.site_id = site.id
  left join site_capacity capacity on capacity.site_id = site.id and capacity.unit = 'PLACE'
  where exists (
      select from day_care_enrolment offer
      where offer.site_id = site.id and offer.state = 'OFFERED' and offer.accept_by <= $1
    )
    or site.state = 'OPEN' and waiting > 0 and taken < capacity.amount
  limit $2
`;
