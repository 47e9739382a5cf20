-- What PostGraphile is given beside the tables: questions that span rows, as its documentation has one write them.
-- All are inlined into the statements that it makes.
create or replace function cases.cases_of_community(community text) returns setof cases."case" language sql stable as $$
  select c.*
  from cases.area within
  join cases."case" c on c.area_path >= within.path and c.area_path < within.path || '~'
  where within.code = community and within.valid_to is null
  order by c.opened_at desc, c.id desc
$$;

create or replace function organisation.area_ancestors(area organisation.area) returns setof organisation.area
language sql stable as $$
  select above.*
  from unnest(string_to_array(area.path, '/')) part
  join organisation.area above on above.label = part and above.id <> area.id
  order by length(above.path)
$$;

create or replace function organisation.unit_head(unit organisation.unit) returns organisation.appointment
language sql stable as $$
  select *
  from organisation.appointment
  where unit_id = unit.id and post = 'UNIT_LEADER' and state = 'SERVING'
  order by from_on, id
  limit 1
$$;

create or replace function organisation.area_open_sites(area organisation.area) returns setof services.service_site
language sql stable as $$
  select *
  from services.service_site
  where area_path >= area.path and area_path < area.path || '~' and state = 'OPEN'
  order by name, id
$$;
