-- The whole answer in one statement: what is shared by several cases (a place, a unit, the community) is looked up once.
-- row_to_json and array_to_json write JSON without spaces, as JSON.stringify does.
with listed as materialized (
  select c.reference, c.title, c.state, c.opened_at, c.id, c.area_id, c.responsible_unit_id, c.community_id
  from cases.area within
  cross join lateral (
    select * from cases."case" c
    where c.area_path >= within.path and c.area_path < within.path || '~'
    order by c.opened_at desc, c.id desc
    limit 20
  ) c
  where within.code = $1 and within.valid_to is null
), place as materialized (
  select area.id, row_to_json(answer) as answer
  from (select distinct area_id from listed) wanted
  join organisation.area on area.id = wanted.area_id
  cross join lateral (
    select area.name, area.level, area.code, (
      select array_to_json(array_agg(ancestor order by length(above.path)))
      from unnest(string_to_array(area.path, '/')) part
      join organisation.area above on above.label = part and above.id <> area.id
      cross join lateral (select above.name, above.level, above.code) ancestor
    ) as ancestors
  ) answer
), responsible as materialized (
  select unit.id, row_to_json(answer) as answer
  from (select distinct responsible_unit_id from listed) wanted
  join organisation.unit on unit.id = wanted.responsible_unit_id
  cross join lateral (
    select unit.name, (
      select row_to_json(head)
      from (
        select person_id from organisation.appointment
        where unit_id = unit.id and post = 'UNIT_LEADER' and state = 'SERVING'
        order by from_on, id
        limit 1
      ) appointment
      cross join lateral (
        select row_to_json(known) as person
        from (select masked_name as "maskedName" from organisation.person where id = appointment.person_id) known
      ) head
    ) as head
  ) answer
), community as materialized (
  select area.id, row_to_json(answer) as answer
  from (select distinct community_id from listed) wanted
  join services.area on area.id = wanted.community_id
  cross join lateral (
    select row_to_json(list) as "serviceSites"
    from (
      select coalesce(array_to_json(array_agg(site order by found.name, found.id)), '[]') as nodes
      from (
        select s.id, s.name, s.square_metres, s.kind
        from services.service_site s
        where s.area_path >= area.path and s.area_path < area.path || '~' and s.state = 'OPEN'
        order by s.name, s.id
        limit 5
      ) found
      join services.site_kind on site_kind.code = found.kind
      cross join lateral (
        select found.name, row_to_json(labelled) as kind, found.square_metres as "squareMetres"
        from (select site_kind.code, site_kind.label) labelled
      ) site
    ) list
  ) answer
)
select row_to_json(answer)::text as answer
from (
  select row_to_json(data) as data
  from (
    select row_to_json(cases) as cases
    from (
      select coalesce(array_to_json(array_agg(node order by listed.opened_at desc, listed.id desc)), '[]') as nodes
      from listed
      left join place on place.id = listed.area_id
      left join responsible on responsible.id = listed.responsible_unit_id
      left join community on community.id = listed.community_id
      cross join lateral (
        select listed.reference, listed.title, listed.state,
               to_char(listed.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt",
               place.answer as area, responsible.answer as "responsibleUnit", community.answer as community
      ) node
    ) cases
  ) data
) answer
