import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { UnitFilter } from '../generated/graphql';
import { Unit } from './unit.entity';

export type UnitPage = Page<Unit>;

interface UnitListArgs extends PageInput {
  where: Omit<UnitFilter, 'withinCode' | 'withinId'> & { withinPath?: string | null };
}

/** Lists of the units that sit at or below a path. */
export const unitLists = (db: DataSource, read: Reader) => ({
  unitsWithin: lists<Unit, UnitListArgs>(read, {
    columns: columnsOf(db, Unit, 'u'),
    from: `unit u join area a on a.id = u.area_id`,
    where: ({ where: { kind, isRed, name, state, withinPath } }, at) => [
      liesWithin('a.path', 'parent.key'),
      withinPath && `starts_with(a.path, ${at(withinPath)})`,
      `u.state = ${at(state ?? 'ACTIVE')}`,
      kind && `u.kind = ${at(kind)}`,
      isGiven(isRed) && `u.is_red = ${at(isRed)}`,
      name && `strpos(u.name, ${at(name)}) > 0`,
    ],
    order: [
      ['u.name', 'text'],
      ['u.id', 'uuid'],
    ],
    cursor: ({ name, id }) => [name, id],
    figures: { totalCount },
  }),
});
