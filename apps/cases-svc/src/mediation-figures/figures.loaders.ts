import { type Reader, statement } from '@jinlin/database';
import { manyByStatement, remembered } from '@jinlin/graphql';
import type { MediationKind } from '../generated/graphql';
import type { Counts } from './figures';

export interface CountsOfSort extends Counts {
  areaId: string;
  kind: MediationKind;
  disputeType: string;
}

/** What is counted of the mediations of areas in the period from $2 to $3, by kind and type. */
const COUNTS_OF_AREAS = statement(/* SQL */ `
  select area.id as "areaId", counts.*
  from area
  cross join lateral (
    select m.kind, m.dispute_type as "disputeType",
           count(*) filter (where m.accepted_at >= $2 and m.accepted_at < $3) as accepted,
           count(*) filter (where m.state in ('AGREED', 'FAILED') and m.ended_at >= $2 and m.ended_at < $3) as concluded,
           count(*) filter (where m.state = 'AGREED' and m.ended_at >= $2 and m.ended_at < $3) as agreements,
           count(*) filter (where c.decided_at >= $2 and c.decided_at < $3) as confirmed
    from mediation m
    left join court_confirmation c on c.mediation_id = m.id and c.state = 'CONFIRMED'
    where m.area_path >= area.path and m.area_path < area.path || '~'
    group by m.kind, m.dispute_type
  ) counts
  where area.id = any($1::uuid[])
`);

export const mediationFigureLoaders = (read: Reader) => {
  const loaders = new Map<string, ReturnType<typeof manyByStatement<CountsOfSort>>>();
  return {
    /** What was counted of areas in a period, a row for each kind and type. One statement however many areas. */
    mediationCounts: (from: Date, before: Date) =>
      remembered(loaders, `${from.getTime()} ${before.getTime()}`, () =>
        manyByStatement<CountsOfSort>(read, COUNTS_OF_AREAS, ({ areaId }) => areaId, from, before),
      ),
  };
};
