/**
 * Every compound that meets a condition, with the branches that cover it as their own and the rooms that those run:
 * one of each is what “one compound one branch, one branch one living room” asks (X11).
 */
export const checkedCompounds = (which: string) => /* SQL */ `
  select a.id as area_id, a.code, coalesce(own.branch_ids, '{}') as branch_ids,
         coalesce(own.branch_count, 0) as branch_count, coalesce(own.room_count, 0) as room_count,
         case when own.branch_count is null then 'NO_BRANCH' when own.branch_count > 1 then 'SEVERAL_BRANCHES'
              when own.room_count = 0 then 'NO_LIVING_ROOM' else 'COMPLETE' end as finding
  from area a
  left join (
    select coverage.area_id, (array_agg(branch.id order by branch.name, branch.id))[1:5] as branch_ids,
           count(distinct branch.id) as branch_count, count(distinct room.id) as room_count
    from party_coverage coverage
    join party_organisation branch on branch.id = coverage.party_organisation_id and branch.state = 'ACTIVE'
      and branch.kind in ('COMPOUND_BRANCH', 'JOINT_BRANCH')
    left join living_room room on room.party_organisation_id = branch.id and room.state = 'ASSIGNED'
    where coverage.kind = 'OWN' and coverage.to_on is null
    group by coverage.area_id
  ) own on own.area_id = a.id
  where ${which} and a.level = 'COMPOUND' and a.state = 'ACTIVE'
`;
