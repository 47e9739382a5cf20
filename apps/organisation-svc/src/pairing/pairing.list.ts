import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, type Sql, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { areasOn, lasts, liesWithin } from '../area/area.sql';
import type { PairingFilter } from '../generated/graphql';
import { Pairing } from './pairing.entity';

interface Figures {
  totalCount: number;
  unitsCount: number;
  communitiesCount: number;
}

export type PairingPage = Page<Pairing, Figures>;

interface PairingListArgs extends PageInput {
  where: Omit<PairingFilter, 'withinCode' | 'withinId'>;
  asOf?: string | null | undefined;
}

/** Lists of pairings of the communities at or below a path, and of one unit. */
export function pairingLists(db: DataSource, read: Reader) {
  const listOf = (from: Sql<PairingListArgs>, belongs: string) =>
    lists<Pairing, PairingListArgs, Figures>(read, {
      columns: ({ asOf }, at) => `${columnsOf(db, Pairing, 'p')}, ${at(asOf ?? null)}::text as "asOf"`,
      from,
      where: ({ asOf, where }, at) => [
        belongs,
        asOf && lasts('p.from_on', 'p.to_on', asOf, at),
        where.state && `p.state = ${at(where.state)}`,
        where.unitId && `p.unit_id = ${at(where.unitId)}::uuid`,
        where.allocationId && `p.allocation_id = ${at(where.allocationId)}::uuid`,
      ],
      order: [
        ['p.proposed_at', 'timestamptz'],
        ['p.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ proposedAt, id }) => [proposedAt, id],
      figures: {
        totalCount,
        unitsCount: (list) => `select count(distinct p.unit_id) ${list}`,
        communitiesCount: (list) => `select count(distinct p.area_id) ${list}`,
      },
    });

  return {
    pairingsWithin: listOf(
      ({ asOf }, at) => `pairing p join ${areasOn(asOf, at)} a on a.id = p.area_id`,
      liesWithin('a.path', 'parent.key'),
    ),
    pairingsOfUnit: listOf('pairing p', 'p.unit_id = parent.key::uuid'),
  };
}
