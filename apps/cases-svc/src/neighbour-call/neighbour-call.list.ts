import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, oneBy, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { NeighbourCallFilter } from '../generated/graphql';
import { NeighbourCall } from './neighbour-call.entity';

export type NeighbourCallPage = Page<NeighbourCall>;

export interface NeighbourCallListArgs extends PageInput {
  where?: NeighbourCallFilter | null | undefined;
}

/** Calls below areas (by their paths), newest first, and the call of each case. */
export const neighbourCallLists = (db: DataSource, read: Reader) => ({
  neighbourCall: oneBy(db, read, NeighbourCall, 'id'),
  neighbourCallOfCase: oneBy(db, read, NeighbourCall, 'caseId'),
  neighbourCalls: lists<NeighbourCall, NeighbourCallListArgs>(read, {
    columns: columnsOf(db, NeighbourCall, 'n'),
    from: 'neighbour_call n join "case" c on c.id = n.case_id',
    where: ({ where }, at) => [
      `c.area_path >= parent.key and c.area_path < parent.key || '~'`,
      where?.states && `n.state = any(${at(where.states)}::text[])`,
    ],
    order: [
      ['n.started_at', 'timestamptz'],
      ['n.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ startedAt, id }) => [startedAt, id],
    figures: { totalCount },
  }),
});
