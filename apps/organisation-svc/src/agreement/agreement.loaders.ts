import { type Reader, statement } from '@jinlin/database';
import { oneBy, oneByStatement } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import { Agreement, Commitment } from './agreement.entity';

/** Commitments, counted by how they stand. */
export interface Tally {
  promised: number;
  due: number;
  kept: number;
  keptLate: number;
  broken: number;
}

const counted = /* SQL */ `
  count(*) filter (where k.state = 'PROMISED') as promised,
  count(*) filter (where k.state = 'DUE') as due,
  count(*) filter (where k.state = 'KEPT') as kept,
  count(*) filter (where k.state = 'KEPT_LATE') as "keptLate",
  count(*) filter (where k.state = 'BROKEN') as broken
`;

const BELOW_PATHS = statement(/* SQL */ `
  select above.path as key, ${counted}
  from unnest($1::text[]) as above (path)
  left join area a on ${liesWithin('a.path', 'above.path')} and a.level = 'COMMUNITY'
  left join commitment k on k.area_id = a.id
  group by 1
`);

const OF_UNITS = statement(/* SQL */ `
  select k.unit_id::text as key, ${counted}
  from commitment k
  where k.unit_id = any($1::uuid[]) and k.promised_by = 'UNIT'
  group by 1
`);

export const agreementLoaders = (db: DataSource, read: Reader) => {
  const keyed = ({ key }: { key: string }) => key;
  return {
    agreement: oneBy(db, read, Agreement, 'id'),
    commitment: oneBy(db, read, Commitment, 'id'),
    commitmentsBelow: oneByStatement<Tally & { key: string }>(read, BELOW_PATHS, keyed),
    commitmentsOfUnit: oneByStatement<Tally & { key: string }>(read, OF_UNITS, keyed),
  };
};
