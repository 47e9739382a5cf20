import { type Act, begin, isAlone } from '@jinlin/acts';
import { everything, type Scope } from '@jinlin/database';
import type { DataSource } from 'typeorm';
import { byClock } from '../clock';
import type { Localities } from '../locality';
import { proposalLife } from './proposal.life';

const DAY = 86_400_000;

/** So many complaints are weighed at a time; what is left waits for the next minute. */
const BATCH = 5_000;

interface Complained {
  areaId: string;
  areaPath: string;
  areaCode: string;
}

/**
 * Raises a proposal for every compound that people complain of again and again: once for each spell of complaints,
 * however many processes run this at once.
 */
export const tickProposals = (db: DataSource, localities: Localities, now: Date, scope: Scope = everything) =>
  byClock(db, { now, scope }, async (acting) => {
    if (!(await isAlone(acting, 'proposal clock'))) return { raised: 0 };

    const compounds: Complained[] = await acting.tx.query(COMPLAINED_OF);

    let raised = 0;
    for (const compound of compounds) raised += await raiseFor(acting, localities, compound);
    return { raised };
  });

async function raiseFor(acting: Act, localities: Localities, { areaId, areaPath, areaCode }: Complained) {
  const locality = localities.holding(areaCode);
  const rule = locality?.repeatedComplaints(acting.now);
  if (!locality || !rule) return 0;

  const since = new Date(acting.now.getTime() - rule.withinDays * DAY);
  const [{ caseIds }] = await acting.tx.query(UNANSWERED, [areaId, areaPath, since]);
  if (caseIds.length < rule.least) return 0;

  const { ruleVersion } = rule;
  await begin(
    acting,
    proposalLife,
    'RAISE',
    {
      localityCode: locality.code,
      state: 'RAISED',
      areaId,
      areaPath,
      caseIds,
      ruleVersion,
      raisedAt: acting.now,
    },
    { ruleVersion, facts: { complaints: caseIds.length } },
  );
  return 1;
}

/** The compounds that complaints came from since the last look. A complaint is weighed once, however late it came in. */
const COMPLAINED_OF = /* SQL */ `
  with weighed as (
    update "case" set is_weighed = true
    where id in (select id from "case" where not is_weighed limit ${BATCH} for update skip locked)
    returning area_path
  )
  select distinct area.id as "areaId", area.path as "areaPath", area.code as "areaCode"
  from weighed
  join area on area.level = 'COMPOUND' and area.valid_to is null and area.path = any (array(
    select left(area_path, n) from generate_series(2, length(area_path)) n where substr(area_path, n, 1) = '/'
  ))
`;

/** The complaints of late that no proposal was raised for. */
const UNANSWERED = /* SQL */ `
  select coalesce(array_agg(c.id order by c.opened_at, c.id), '{}') as "caseIds"
  from "case" c
  where c.area_path >= $2 and c.area_path < $2 || '~'
    and c.request_type = 'COMPLAINT' and c.opened_at >= $3 and c.outcome is distinct from 'WITHDRAWN'
    and not exists (
      select from governance_proposal p
      where p.area_id = $1 and (p.state in ('RAISED', 'ACCEPTED') or c.id = any (p.case_ids))
    )
`;
