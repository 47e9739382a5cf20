import { type Reader, statement } from '@jinlin/database';
import { columnsOf, manyByStatement, oneBy, oneByStatement } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { Allocation, Pairing } from './pairing.entity';

/** What one unit bears in an allocation. */
export interface Load {
  allocationId: string;
  unitId: string;
  communities: number;
  households: number;
}

const LOADS_OF_ALLOCATIONS = statement(/* SQL */ `
  select p.allocation_id as "allocationId", p.unit_id as "unitId", count(*) as communities,
         coalesce(sum(a.household_count), 0) as households
  from pairing p join area a on a.id = p.area_id
  where p.allocation_id = any($1::uuid[]) and p.state <> 'ENDED'
  group by p.allocation_id, p.unit_id
  order by communities desc, households desc, p.unit_id
`);

const pairingsInForce = (db: DataSource) =>
  statement(
    `select ${columnsOf(db, Pairing)} from pairing where area_id = any($1::uuid[]) and state = 'ADOPTED'`,
  );

export const pairingLoaders = (db: DataSource, read: Reader) => ({
  allocation: oneBy(db, read, Allocation, 'id'),
  pairing: oneBy(db, read, Pairing, 'id'),
  pairingOfCommunity: oneByStatement<Pairing>(read, pairingsInForce(db), ({ areaId }) => areaId),
  loadsOfAllocation: manyByStatement<Load>(read, LOADS_OF_ALLOCATIONS, ({ allocationId }) => allocationId),
});
