import { type Reader, statement } from '@jinlin/database';
import { columnsOf, manyBy, manyByStatement } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { Case } from '../case/case.entity';

/** So many of the latest cases nearby are looked at. */
const CANDIDATES = 200;

/** How long before a case another may have been opened, or after which a closed one is no longer suggested. */
const WITHIN = '30 days';

export type Candidate = Case & { askedId: string };

export const duplicateLoaders = (db: DataSource, read: Reader) => {
  const candidates = statement(/* SQL */ `
    select asked.id as "askedId", near.*
    from "case" asked
    cross join lateral (
      select ${columnsOf(db, Case, 'c')} from "case" c
      where c.id <> asked.id and c.main_case_id is null and c.archived_at is null
        and (c.community_id = asked.community_id or c.area_id = asked.area_id)
        and c.opened_at between asked.opened_at - interval '${WITHIN}' and asked.opened_at + interval '${WITHIN}'
        and (c.closed_at is null or c.closed_at >= asked.opened_at - interval '${WITHIN}')
        and c.outcome is distinct from 'WITHDRAWN'
      order by c.opened_at desc, c.id desc
      limit ${CANDIDATES}
    ) near
    where asked.id = any($1::uuid[])
  `);

  return {
    mergedInto: manyBy(db, read, Case, 'mainCaseId', 'opened_at, id'),
    /** Cases near others in place and time, among which the same matter may be. One statement however many are asked for. */
    duplicateCandidates: manyByStatement<Candidate>(read, candidates, ({ askedId }) => askedId),
  };
};
