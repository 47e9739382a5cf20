import { type Reader, statement } from '@jinlin/database';
import { oneByStatement, remembered } from '@jinlin/graphql';
import type { RankingOf } from '../generated/graphql';
import type { Period, RateCounts } from './rates';

/** What is counted of the cases `c` in the period from $2 to $3. Who was left out by approval counts in no rate of the visits. */
const COUNTS = /* SQL */ `
  count(*) filter (where due_for_contact) as "contactDue",
  count(*) filter (where due_for_contact and first_contact_at <= contact_due_at) as "contactedInTime",
  count(*) filter (where visited) as visited,
  count(*) filter (where visited and was_solved) as solved,
  jsonb_build_object(
    'VERY_SATISFIED', count(*) filter (where visited and satisfaction = 'VERY_SATISFIED'),
    'SATISFIED', count(*) filter (where visited and satisfaction = 'SATISFIED'),
    'BASICALLY_SATISFIED', count(*) filter (where visited and satisfaction = 'BASICALLY_SATISFIED'),
    'DISSATISFIED', count(*) filter (where visited and satisfaction = 'DISSATISFIED')
  ) as "bySatisfaction",
  count(*) filter (where visited and reopen_count = 0) as "visitedOnce",
  count(*) filter (where excluded) as excluded,
  count(*) filter (where dispatched) as dispatched,
  count(*) filter (where dispatched and handled_at <= due_at) as "onTime",
  count(*) filter (where dispatched and handled_at > due_at) as late,
  count(*) filter (where dispatched and return_count > 0) as returned,
  count(*) filter (where dispatched and reporter_phone_hash is not null) as known,
  count(*) filter (where dispatched and repeated) as repeated,
  (avg(extract(epoch from handled_at - dispatched_at) / 3600) filter (where dispatched and handled_at is not null))::float8 as hours
`;

const CASES = /* SQL */ `
  select c.*,
         c.dispatched_at >= $2 and c.dispatched_at < $3 as dispatched,
         c.contact_due_at >= $2 and c.contact_due_at < $3 and c.reporter_phone_hash is not null as due_for_contact,
         c.visited_at >= $2 and c.visited_at < $3 and not left_out.granted as visited,
         c.visited_at >= $2 and c.visited_at < $3 and left_out.granted as excluded,
         c.reporter_phone_hash is not null and exists (
           select from "case" before
           where before.reporter_phone_hash = c.reporter_phone_hash and before.category = c.category
             and before.opened_at < c.opened_at and before.opened_at >= c.opened_at - interval '90 days'
         ) as repeated
  from "case" c
  cross join lateral (
    select exists (select from case_exclusion e where e.case_id = c.id and e.state = 'GRANTED') as granted
  ) left_out
  where (c.dispatched_at >= $2 and c.dispatched_at < $3
         or c.contact_due_at >= $2 and c.contact_due_at < $3
         or c.visited_at >= $2 and c.visited_at < $3)
`;

const OF_AREAS = statement(/* SQL */ `
  select area.id, counts.*
  from area
  cross join lateral (
    select ${COUNTS} from (${CASES} and c.area_path >= area.path and c.area_path < area.path || '~') c
  ) counts
  where area.id = any($1::uuid[])
`);

const OF_UNITS = statement(/* SQL */ `
  select unit_id as id, counts.*
  from unnest($1::uuid[]) as unit_id
  cross join lateral (select ${COUNTS} from (${CASES} and c.responsible_unit_id = unit_id) c) counts
`);

const AREAS_RANKED = statement(/* SQL */ `
  select area.id, counts.*
  from area
  cross join lateral (
    select ${COUNTS} from (${CASES} and c.area_path >= area.path and c.area_path < area.path || '~') c
  ) counts
  where starts_with(area.path, $1) and area.level = $4 and area.valid_to is null
`);

const UNITS_RANKED = statement(/* SQL */ `
  select c.responsible_unit_id as id, ${COUNTS}
  from (${CASES} and starts_with(c.area_path, $1) and c.responsible_unit_id is not null) c
  group by 1
`);

const AREAS_OF_UNITS = statement(/* SQL */ `
  select unit.id, area.code as "areaCode" from unit join area on area.id = unit.area_id where unit.id = any($1::uuid[])
`);

export type CountsRow = RateCounts & { id: string };

const LEVELS = { TOWNSHIPS: 'TOWNSHIP', COMMUNITIES: 'COMMUNITY' } as const;

export const rateLoaders = (read: Reader) => {
  const loaders = new Map<string, ReturnType<typeof oneByStatement<CountsRow>>>();
  const counting = (whose: 'AREA' | 'UNIT', { from, before }: Period) =>
    remembered(loaders, `${whose} ${from.getTime()} ${before.getTime()}`, () =>
      oneByStatement<CountsRow>(read, whose === 'AREA' ? OF_AREAS : OF_UNITS, ({ id }) => id, from, before),
    );

  return {
    /** The area that a unit belongs to, by its code; the rules there hold for it. */
    unitArea: oneByStatement<{ id: string; areaCode: string }>(read, AREAS_OF_UNITS, ({ id }) => id),
    /** What was counted of areas, or of units, in a period. One statement however many. */
    rateCounts: counting,
    /** What was counted of everybody who is ranked against each other. */
    rankedCounts: (path: string, of: RankingOf, { from, before }: Period): Promise<CountsRow[]> =>
      of === 'UNITS'
        ? read.rows(UNITS_RANKED, [path, from, before])
        : read.rows(AREAS_RANKED, [path, from, before, LEVELS[of]]),
  };
};
