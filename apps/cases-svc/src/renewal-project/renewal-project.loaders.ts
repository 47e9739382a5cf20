import { type Reader, statement, unseen } from '@jinlin/database';
import { manyBy, manyByStatement, oneBy, oneByStatement, remembered } from '@jinlin/graphql';
import type DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { RenewalFund, RenewalMilestone, RenewalProject } from './renewal-project.entity';

/** What the projects below a path come to. */
export interface RenewalSums {
  path: string;
  projects: number;
  buildings: number;
  households: number;
  budget: number;
  pledged: number;
  received: number;
  accepted: number;
  awarded: number;
  averageAward: number | null;
}

/** How much of something the projects below a path have brought about. */
export interface OutputSum {
  path: string;
  localityCode: string;
  key: string;
  quantity: number;
}

/** The projects below the paths of $1, of the kind $2 if one is given. */
const COUNTED = `
  from unnest(${unseen('$1', 'text')}) as above (path)
  left join renewal_project p
    on p.area_path >= above.path and p.area_path < above.path || '~'
    and p.state not in ('DECLINED', 'STOPPED') and ($2::text is null or p.kind = $2)
`;

const SUMS = statement(/* SQL */ `
  select above.path,
         count(p.id)::int as projects,
         coalesce(sum(p.buildings), 0)::int as buildings,
         coalesce(sum(p.households), 0)::int as households,
         coalesce(sum(p.budget), 0)::bigint as budget,
         coalesce(sum(f.pledged), 0)::bigint as pledged,
         coalesce(sum(f.received), 0)::bigint as received,
         count(p.accepted_on)::int as accepted,
         coalesce(sum(p.award), 0)::bigint as awarded,
         round(avg(p.award))::bigint as "averageAward"
  ${COUNTED}
  left join lateral (
    select sum(amount) as pledged, sum(amount) filter (where state = 'RECEIVED') as received
    from renewal_fund where project_id = p.id and state <> 'WITHDRAWN'
  ) f on true
  group by above.path
`);

const OUTPUTS = statement(/* SQL */ `
  select above.path, min(p.locality_code) as "localityCode", o.key, sum(o.value::int)::int as quantity
  ${COUNTED}
  cross join lateral jsonb_each_text(p.outputs) o
  group by above.path, o.key
  order by above.path, o.key
`);

export function renewalProjectLoaders(db: DataSource, read: Reader) {
  const sums = new Map<string, DataLoader<string, RenewalSums | null>>();
  const outputs = new Map<string, DataLoader<string, OutputSum[]>>();

  return {
    renewalProject: oneBy(db, read, RenewalProject, 'id'),
    renewalFund: oneBy(db, read, RenewalFund, 'id'),
    renewalMilestone: oneBy(db, read, RenewalMilestone, 'id'),
    fundsOfRenewal: manyBy(db, read, RenewalFund, 'projectId', 'pledged_at, id'),
    milestonesOfRenewal: manyBy(db, read, RenewalMilestone, 'projectId', 'due_on, id'),

    /** What projects of a kind, or of all of them, come to, by the path of an area. */
    renewalSums: (kind: string | null) =>
      remembered(sums, String(kind), () => oneByStatement<RenewalSums>(read, SUMS, ({ path }) => path, kind)),
    renewalOutputs: (kind: string | null) =>
      remembered(outputs, String(kind), () =>
        manyByStatement<OutputSum>(read, OUTPUTS, ({ path }) => path, kind),
      ),
  };
}
