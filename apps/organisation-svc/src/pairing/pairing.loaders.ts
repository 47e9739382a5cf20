import { type Reader, statement } from '@jinlin/database';
import { columnsOf, manyByStatement, oneBy, oneByStatement, remembered } from '@jinlin/graphql';
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
  where p.allocation_id = any($1::uuid[]) and p.state in ('PROPOSED', 'ADOPTED')
  group by p.allocation_id, p.unit_id
  order by communities desc, households desc, p.unit_id
`);

const pairingsInForce = (db: DataSource) =>
  statement(/* SQL */ `
    select ${columnsOf(db, Pairing)}, $2::text as "asOf" from pairing
    where area_id = any($1::uuid[])
      and case when $2::text is null then state = 'ADOPTED'
          else from_on <= $2::date and (to_on is null or to_on > $2::date) end
  `);

export function pairingLoaders(db: DataSource, read: Reader) {
  const inForce = new Map<string, ReturnType<typeof oneByStatement<Pairing>>>();

  return {
    allocation: oneBy(db, read, Allocation, 'id'),
    pairing: oneBy(db, read, Pairing, 'id'),

    /** The pairing of a community in force now, or on a day. */
    pairingOfCommunity: (day: string | null | undefined) =>
      remembered(inForce, day ?? '', () =>
        oneByStatement<Pairing>(read, pairingsInForce(db), ({ areaId }) => areaId, day ?? null),
      ),
    loadsOfAllocation: manyByStatement<Load>(read, LOADS_OF_ALLOCATIONS, ({ allocationId }) => allocationId),
  };
}
