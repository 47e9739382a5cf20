// A lunch hour: more bookings offered a second than two cores can take, over all canteens of a city, for more elders than
// there are seats; every other elder books themselves, for the rest the clerks of their streets do. Every booking is to
// be answered without an error, no seat sold twice, and the money must add up.
// Options: --offered <number> a second (2 000), --seconds <number> (5).
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { actorAt, inCity } from './city.mjs';

const { offered, seconds } = parseArgs({
  allowPositionals: true,
  options: { offered: { type: 'string', default: '2000' }, seconds: { type: 'string', default: '5' } },
}).values;

/** So many of those who want to eat find a seat. */
const SEATED = 0.9;

const SOLD = /* SQL */ `
  select count(*) filter (where standing > seats)::int as oversold,
         count(*) filter (where standing <> booked)::int as miscounted,
         coalesce(sum(unbalanced), 0)::int as unbalanced
  from meal
  left join lateral (
    select count(*) as standing, count(*) filter (where price <> subsidy + to_pay) as unbalanced
    from meal_booking where meal_id = meal.id and state = 'BOOKED'
  ) b on true
  where dishes = '{bench}'
`;

/** Bookings from a process of its own, so many a second. */
const load = (work) =>
  new Promise((done, fail) => {
    const sending = fork(fileURLToPath(new URL('bookings.mjs', import.meta.url)));
    sending.once('message', done).once('exit', (code) => code && fail(new Error('The load broke off.')));
    sending.send(work);
  });

/** A dinner in a month at every canteen of the city, who wants to eat where, and who books it. */
async function lunchFor(database, { path }, count) {
  const meals = (await database.query(MEALS, [path, Math.round(count * SEATED)])).rows;
  const elders = (await database.query(ELDERS, [path, count])).rows;
  return elders.map(({ id, personId, streetId }, i) => ({
    actor: personId ? residentOf(personId) : actorAt('COMMUNITY_CLERK', streetId),
    input: { elderId: id, mealId: meals[(i * 7919) % meals.length].id },
  }));
}

const residentOf = (personId) => ({ ...actorAt('RESIDENT', null), id: personId, personId });

const MEALS = /* SQL */ `
  with canteen as (
    select id, count(*) over () as canteens from service_site
    where kind = 'ELDER_CANTEEN' and state = 'OPEN' and starts_with(area_path, $1)
  )
  insert into meal (canteen_id, state, day, sitting, dishes, price, seats, booked, booking_closes_at)
  select id, 'PUBLISHED', current_date + 40, 'DINNER', '{bench}', 1600, ceil($2::numeric / canteens), 0, now() + interval '40 days'
  from canteen
  returning id
`;

const ELDERS = /* SQL */ `
  with street as (
    select id, path from area where level = 'TOWNSHIP' and valid_to is null and starts_with(path, $1)
  ), home as (
    select row_number() over (order by id) - 1 as n, count(*) over () as homes, id, path, parent_id
    from area where level = 'GRID' and valid_to is null and starts_with(path, $1)
  ), elder as (
    insert into elder_profile (
      locality_code, state, masked_name, sealed_name, birth_date, person_id, groups, hardships, allergy_count, risk_tier,
      rule_version, area_id, area_path, community_id, registered_at, next_visit_due_on
    )
    select '210100', 'ACTIVE', '张**', '', date '1930-01-01' + i % 10000,
           case when i % 2 = 0 then gen_random_uuid() end, '{}', '{}', 0, 'GENERAL',
           'bench', home.id, home.path, home.parent_id, now(), current_date + 90
    from generate_series(1, $2::int) i
    join home on home.n = (i * 7919::bigint) % home.homes
    returning id, person_id, area_path
  )
  select elder.id, elder.person_id as "personId", street.id as "streetId"
  from elder left join street on starts_with(elder.area_path, street.path)
`;

await inCity('lunch', async ({ database, services, city, used }) => {
  const count = Number(offered) * Number(seconds);
  const bookings = await lunchFor(database, city, count);
  await load({ services, bookings: bookings.slice(0, 500), perSecond: 200 });
  const before = used();
  const { answers, took, p50, p99 } = await load({
    services,
    bookings: bookings.slice(500),
    perSecond: Number(offered),
  });
  const after = used();

  const { rows } = await database.query(SOLD);
  const [{ oversold, miscounted, unbalanced }] = rows;
  const answered = Object.values(answers).reduce((sum, one) => sum + one, 0);
  const cpu = (part) => (((after[part] - before[part]) / answered) * 1000).toFixed(2);
  const others = Object.keys(answers).filter((type) => !['MealBooking', 'MealFull'].includes(type));
  return [
    {
      what: `A lunch hour of ${offered} bookings/s offered for ${seconds} s, over ${new Set(bookings.map(({ input }) => input.mealId)).size} canteens`,
      found: `${answered} answered (${answers.MealBooking} booked, ${answers.MealFull ?? 0} full), ${others.length} errors`,
      promised: 'all, without error',
      isKept: answered === bookings.length - 500 && others.length === 0,
    },
    {
      what: 'Bookings sustained',
      found: `${Math.round(answered / took)}/s, p50 ${Math.round(p50)} ms, p99 ${Math.round(p99)} ms`,
      promised: 'told',
      isKept: true,
    },
    {
      what: 'CPU of one booking',
      found: `${cpu('services')} ms of services-svc, ${cpu('database')} ms of the database`,
      promised: 'told',
      isKept: true,
    },
    {
      what: 'Seats sold twice, seats miscounted, bookings whose money does not add up',
      found: `${oversold}, ${miscounted}, ${unbalanced}`,
      promised: 'none',
      isKept: [oversold, miscounted, unbalanced].every((number) => number === 0),
    },
  ];
});
