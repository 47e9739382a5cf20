import { type Reader, type Scope, statement } from '@jinlin/database';
import { oneBy, oneByStatement, remembered } from '@jinlin/graphql';
import type { Localities } from '@jinlin/profile';
import type DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { EmploymentSubsidy, JobPosting, ZeroEmploymentFamily } from './employment.entity';
import type { EmploymentRules } from './employment.rules';

/** How many families an area within reach has had, and has. */
export interface FamilyCounts {
  areaId: string;
  found: number;
  open: number;
  overdue: number;
}

const FAMILIES_OF_AREAS = statement(/* SQL */ `
  select area.id as "areaId", count(family.id)::int as found,
         (count(family.id) filter (where cleared_on is null or cleared_on > $2::date))::int as open,
         (count(family.id) filter (
           where (cleared_on is null or cleared_on > $2::date)
             and found_on + ($4::jsonb ->> family.locality_code)::int < $2::date
         ))::int as overdue
  from area
  left join zero_employment_family family
    on family.area_path >= area.path and family.area_path < area.path || '~' and family.found_on <= $2::date
  where area.id = any($1::uuid[]) and starts_with(area.path, $3)
  group by area.id
`);

export function employmentLoaders(
  db: DataSource,
  open: Reader,
  within: Reader,
  { areaPath }: Scope,
  localities: Localities<EmploymentRules & { code: string }>,
) {
  /** For how many days a family may stay open, by locality. */
  const allowed = (day: string) =>
    JSON.stringify(
      Object.fromEntries(
        localities.all.map(({ code, employment }) => [code, employment(day)?.clearWithinDays]),
      ),
    );
  const families = new Map<string, DataLoader<string, FamilyCounts | null>>();

  return {
    jobPosting: oneBy(db, open, JobPosting, 'id'),
    employmentSubsidy: oneBy(db, open, EmploymentSubsidy, 'id'),
    zeroEmploymentFamily: oneBy(db, within, ZeroEmploymentFamily, 'id'),
    /** The counts of an area at the end of a day; none where the actor does not reach. */
    zeroEmployment: (areaId: string, day: string) =>
      remembered(families, day, () =>
        oneByStatement<FamilyCounts>(
          within,
          FAMILIES_OF_AREAS,
          (row) => row.areaId,
          day,
          areaPath,
          allowed(day),
        ),
      ).load(areaId),
  };
}
