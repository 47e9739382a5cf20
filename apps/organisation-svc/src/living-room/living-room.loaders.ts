import { query, type Reader, statement } from '@jinlin/database';
import { columnsOf, oneBy, oneByStatement } from '@jinlin/graphql';
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import { checkedCompounds } from './check.sql';
import { LivingRoom } from './living-room.entity';

export interface CheckCounts {
  compounds: number;
  complete: number;
  noBranch: number;
  severalBranches: number;
  noLivingRoom: number;
}

export const livingRoomLoaders = (db: DataSource, read: Reader) => ({
  livingRoom: oneBy(db, read, LivingRoom, 'id'),
  livingRoomOfBranch: oneByStatement<LivingRoom>(
    read,
    standingRooms(db),
    ({ partyOrganisationId }) => partyOrganisationId,
  ),
  compoundCheckCounts: new DataLoader<string, CheckCounts>(async (paths) => {
    const { statement, values } = query(
      (at) => /* SQL */ `
        select counted.*
        from unnest(${at(paths)}::text[]) with ordinality as above (path, place)
        cross join lateral (
          select count(*) as compounds, ${findings}
          from (${checkedCompounds(liesWithin('a.path', 'above.path'))}) c
        ) counted
        order by above.place`,
    );
    return read.rows<CheckCounts>(statement, values);
  }),
});

const findings = Object.entries({
  complete: 'COMPLETE',
  noBranch: 'NO_BRANCH',
  severalBranches: 'SEVERAL_BRANCHES',
  noLivingRoom: 'NO_LIVING_ROOM',
})
  .map(([name, finding]) => `count(*) filter (where c.finding = '${finding}') as "${name}"`)
  .join(', ');

const standingRooms = (db: DataSource) =>
  statement(
    `select ${columnsOf(db, LivingRoom)} from living_room
     where party_organisation_id = any($1::uuid[]) and state = 'ASSIGNED'`,
  );
