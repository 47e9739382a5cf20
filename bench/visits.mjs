// How fast a city's monthly visit rate is told by street, with the visits of a year in the table, and how fast visits are
// recorded. Options: --visits <number> in the table (1 300 000).
import { parseArgs } from 'node:util';
import { actorAt, inCity, vouched } from './city.mjs';
import { middle } from './report.mjs';

const { visits } = parseArgs({
  allowPositionals: true,
  options: { visits: { type: 'string', default: '1300000' } },
}).values;

/** Eleven in twelve elders are visited monthly, the others weekly: some fifteen visits a year each. */
const VISITS_A_YEAR = 15.3;

const RATES = (month) => /* GraphQL */ `
  query ($areas: [_Any!]!) {
    _entities(representations: $areas) {
      ... on Area { elderCare(month: "${month}") { elders dueThisMonth visitedThisMonth monthlyVisitRate } }
    }
  }
`;

function months() {
  const ago = (count) => {
    const day = new Date();
    return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - count, 1)).toISOString().slice(0, 10);
  };
  return [
    ['this month', ago(0)],
    ['last month', ago(1)],
    ['nine months ago', ago(9)],
  ];
}

async function ask({ hostname, port, secret }, actor, operation) {
  const body = JSON.stringify(operation);
  const answer = await fetch(`http://${hostname}:${port}/graphql`, {
    method: 'POST',
    headers: vouched(secret, actor, body),
    body,
  });
  const { data, errors } = await answer.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** Fills in elders all over the city, visited as their tier asks for a year; hands back how many visits there are. */
async function fill(database, { path }) {
  const elders = Math.round(Number(visits) / VISITS_A_YEAR);
  console.log(`Filling in ${elders} elders with the visits of a year …`);
  await database.query(ELDERS, [path, elders]);
  await database.query(VISITS);
  await database.query('vacuum analyze visit_span');
  await database.query('vacuum analyze elder_visit');
  const { rows } = await database.query('select count(*)::int as count from elder_visit');
  return rows[0].count;
}

const ELDERS = /* SQL */ `
  with home as (
    select row_number() over (order by id) - 1 as n, count(*) over () as homes, id, path, parent_id
    from area where level = 'GRID' and valid_to is null and starts_with(path, $1)
  )
  insert into elder_profile (
    locality_code, state, masked_name, sealed_name, birth_date, groups, hardships, allergy_count, risk_tier, rule_version,
    area_id, area_path, community_id, registered_at, next_visit_due_on
  )
  select '210100', 'ACTIVE', '张**', '', date '1926-01-01' + i % 15000, '{LIVING_ALONE}', '{}', 0,
         case when i % 12 = 0 then 'HIGH' else 'KEY' end, 'bench', home.id, home.path, home.parent_id,
         now() - interval '1 year', current_date + i % 30
  from generate_series(1, $2::int) i
  join home on home.n = (i * 7919::bigint) % home.homes
`;

const VISITS = /* SQL */ `
  insert into elder_visit (elder_id, kind, outcome, visited_at, recorded_at, area_id, area_path)
  select elder.id, 'DOOR', 'DONE', at, at, area_id, area_path
  from elder_profile elder
  cross join lateral generate_series(
    registered_at + interval '1 day' * (hashtext(elder.id::text) & 15), now(),
    case when risk_tier = 'HIGH' then interval '7 days' else interval '1 month' end
  ) as at
  where rule_version = 'bench'
`;

await inCity('visits', async ({ database, services, city }) => {
  const there = await fill(database, city);
  const leader = actorAt('LEADER', city.id);
  const { rows: streets } = await database.query(
    `select id from area where level = 'TOWNSHIP' and valid_to is null and starts_with(path, $1)`,
    [city.path],
  );
  const variables = { areas: streets.map(({ id }) => ({ __typename: 'Area', id })) };

  const results = [];
  for (const [title, month] of months()) {
    const times = [];
    // The first few let the service compile the question, and PostgreSQL plan it.
    for (let i = 0; i < 25; i += 1) {
      const began = performance.now();
      const { _entities } = await ask(services, leader, { query: RATES(month), variables });
      if (_entities.some(({ elderCare }) => !elderCare)) throw new Error('A street has no answer.');
      if (i >= 5) times.push(performance.now() - began);
    }
    results.push({
      what: `The monthly visit rate of ${streets.length} streets, ${title}, ${there} visits in the table`,
      found: `median ${Math.round(middle(times))} ms, slowest ${Math.round(Math.max(...times))} ms`,
      promised: '< 100 ms',
      isKept: middle(times) < 100,
    });
  }
  return results;
});
