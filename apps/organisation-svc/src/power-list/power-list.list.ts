import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { areasOn, liesWithin } from '../area/area.sql';
import type { PowerListFilter } from '../generated/graphql';
import { PowerList } from './power-list.entity';
import { heldBy, inForceOn } from './power-list.sql';

export type PowerListPage = Page<PowerList>;

/** An office that holds a power. */
export interface HolderRow {
  officeId: string;
  listId: string;
  code: string;
}

export type HolderPage = Page<HolderRow>;

interface PowerListArgs extends PageInput {
  where: Omit<PowerListFilter, 'withinCode' | 'withinId'>;
}

interface HolderArgs extends PageInput {
  power: string;
  on: string;
}

/** Lists of the lists for offices at or below a path, and of the offices there that hold a power. */
export const powerListLists = (db: DataSource, read: Reader) => ({
  powerListsWithin: lists<PowerList, PowerListArgs>(read, {
    columns: columnsOf(db, PowerList, 'l'),
    from: 'power_list l join area a on a.id = l.area_id',
    where: ({ where: { state, level, on, power } }, at) => [
      liesWithin('a.path', 'parent.key'),
      state && `l.state = ${at(state)}`,
      level && `l.level = ${at(level)}`,
      on && inForceOn(on, at),
      power && `l.powers @> array[${at(power)}::text]`,
    ],
    order: [
      ["coalesce(l.from_on::text, '')", 'text'],
      ['l.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ fromOn, id }) => [fromOn ?? '', id],
    figures: { totalCount },
  }),

  powerHoldersWithin: lists<HolderRow, HolderArgs>(read, {
    columns: 'holder.office_id as "officeId", holder.list_id as "listId", holder.code',
    from: ({ power, on }, at) => `(
      select distinct on (office.id) office.id as office_id, office.code, l.id as list_id
      from ${heldBy(areasOn(on, at))}
      where ${liesWithin('office.path', 'parent.key')} and office.state = 'ACTIVE'
        and ${inForceOn(on, at)} and l.powers @> array[${at(power)}::text]
      order by office.id, length(issuer.path) desc
    ) holder`,
    where: () => [],
    order: [
      ['holder.code', 'text'],
      ['holder.office_id', 'uuid'],
    ],
    cursor: ({ code, officeId }) => [code, officeId],
    figures: { totalCount },
  }),
});
