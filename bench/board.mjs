// A street's boards over millions of cases: how the table is filled, and how soon the boards are answered.
import { createHmac } from 'node:crypto';
import { COUNTY } from './hotline.mjs';
import { middle } from './report.mjs';

const STREET = '510522001';

/** Fills the table with cases of five years over all grids, most of them closed, and a street with open whistles. */
export async function fill(database, count) {
  await database.query('set search_path = cases, public');
  const [{ there }] = (await database.query('select count(*)::int as there from "case"')).rows;
  const step = 250_000;
  for (let from = there; from < count; from += step)
    await database.query(FILL, [from, Math.min(count, from + step) - 1]);
  await database.query(WHISTLES, [STREET]);
  await database.query('vacuum analyze "case"');
  await database.query('analyze whistle, summons');
}

const FILL = /* SQL */ `
  with place as (
    select row_number() over (order by id) - 1 as n, id, path from area where level = 'GRID'
  )
  insert into "case" (
    reference, locality_code, state, channel, category, request_type, urgency, title, is_confidential,
    area_id, area_path, responsible_unit_id, desk_unit_id, outcome, is_resolved_on_site, opened_at, dispatched_at,
    handled_at, visited_at, closed_at, due_at, is_deadline_provisional, was_contacted, was_solved, satisfaction,
    return_count, reopen_count
  )
  select 'bench-' || i, '${COUNTY}', case when isOpen then 'SIGNED' else 'CLOSED' end, 'hotline', '0201', 'HELP', 'GENERAL',
         '楼道灯不亮', false, place.id, place.path, md5((i % 40)::text)::uuid, md5((i % 40)::text)::uuid,
         case when not isOpen then 'RESOLVED' end, false, opened, opened + interval '1 hour',
         case when not isOpen then opened + interval '2 days' end, case when not isOpen then opened + interval '3 days' end,
         case when not isOpen then opened + interval '4 days' end, opened + interval '5 days', false,
         case when not isOpen then true end, case when not isOpen then true end,
         case when not isOpen then 'SATISFIED' end, 0, 0
  from generate_series($1::int, $2::int) i
  cross join lateral (select i % 50 = 0 as isOpen, timestamptz '2021-11-20' + i * interval '50 seconds' as opened) o
  join place on place.n = (i * 7919::bigint) % (select count(*) from place)
`;

/** A hundred open whistles of one street, each like the first that is there. */
const WHISTLES = /* SQL */ `
  with street as (select id, path from area where code = $1 and valid_to is null),
  model as (select id from whistle order by blown_at desc limit 1),
  blown as (
    insert into whistle
    select filled.*
    from whistle w join model on model.id = w.id, street, generate_series(1, 100) n,
      lateral jsonb_populate_record(null::whistle, to_jsonb(w) || jsonb_build_object(
        'id', gen_random_uuid(), 'area_id', street.id, 'area_path', street.path, 'case_id', null,
        'state', 'NOTIFIED', 'outcome', null, 'ended_at', null, 'blown_at', now() - n * interval '1 minute'
      )) filled
    returning id
  )
  insert into summons
  select filled.*
  from blown, summons s join model on model.id = s.whistle_id,
    lateral jsonb_populate_record(null::summons, to_jsonb(s) || jsonb_build_object(
      'id', gen_random_uuid(), 'whistle_id', blown.id, 'state', 'NOTIFIED'
    )) filled
`;

/** The boards of a street's command centre, asked at the service: 100 rows each. */
export async function boards(jinlin, database) {
  const {
    rows: [{ id: areaId }],
  } = await database.query('select id from area where code = $1 and valid_to is null', [STREET]);
  const { port } = jinlin.subgraphs.find(({ name }) => name === 'cases');
  const actor = Buffer.from(
    JSON.stringify({
      id: 'bench',
      role: 'STREET_COMMANDER',
      areaId,
      unitId: null,
      personId: null,
      scopes: [],
    }),
  ).toString('base64url');
  const ask = async (query) => {
    const body = JSON.stringify({ query });
    const seconds = Math.floor(Date.now() / 1000);
    const signature = createHmac('sha256', jinlin.secrets.gatewaySecret)
      .update(`${seconds}\n${actor}\n`)
      .update(body)
      .digest('base64url');
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-jinlin-actor': actor,
        'x-jinlin-signature': `${seconds}.${signature}`,
      },
      body,
    });
    const { data, errors } = await answer.json();
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };

  const results = [];
  for (const { title, promised, query } of questions) {
    const times = [];
    // The first few let the service compile the question, and PostgreSQL plan it.
    for (let i = 0; i < 30; i += 1) {
      const began = performance.now();
      const { page } = await ask(query);
      if (page.nodes.length < 100) throw new Error(`${title}: only ${page.nodes.length} rows.`);
      if (i >= 10) times.push(performance.now() - began);
    }
    results.push({ title, promised, median: middle(times), slowest: Math.max(...times) });
  }
  return results;
}

const questions = [
  {
    title: 'A street’s open whistles with their clocks, 100 rows',
    promised: 50,
    query: `{ page: whistles(first: 100, where: { isOpen: true }) { nodes {
      id state grade matter blownAt reportedWithoutAction
      summons { state acknowledgement { dueAt isLate } arrival { dueAt isLate } disposal { dueAt isLate } }
    } } }`,
  },
  {
    title: 'A street’s open cases with their deadlines, 100 of tens of thousands',
    promised: 150,
    query: `{ page: cases(first: 100, where: { isOpen: true }) { nodes {
      reference state title urgency category { label } deadline { dueAt isBreached } availableActions
    } } }`,
  },
];
