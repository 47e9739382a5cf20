import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, type Place, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { areasOn, lasts, liesWithin, seatedOn } from '../area/area.sql';
import type { UnitFilter, UnitState } from '../generated/graphql';
import { Unit } from './unit.entity';

export type UnitPage = Page<Unit>;

interface UnitListArgs extends PageInput {
  where: Omit<UnitFilter, 'withinCode' | 'withinId'> & { withinPath?: string | null };
  asOf?: string | null | undefined;
}

/** Lists of the units that sit at or below a path. */
export const unitLists = (db: DataSource, read: Reader) => ({
  unitsWithin: lists<Unit, UnitListArgs>(read, {
    // Its seat of that day, in the place of the present one.
    columns: ({ asOf }, at) =>
      `${columnsOf(db, Unit, 'u')}, u.seat_id as "areaId", ${at(asOf ?? null)}::text as "asOf"`,
    from: ({ asOf }, at) => `${seatedOn('unit', asOf, at)} u join ${areasOn(asOf, at)} a on a.id = u.seat_id`,
    where: ({ asOf, where: { kind, isRed, name, state, withinPath } }, at) => [
      liesWithin('a.path', 'parent.key'),
      withinPath && `starts_with(a.path, ${at(withinPath)})`,
      onTheBooks(state ?? 'ACTIVE', asOf, at),
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

/** That a unit is on the books or off them, now or on a day. */
function onTheBooks(state: UnitState, day: string | null | undefined, at: Place) {
  if (!day) return `u.state = ${at(state)}`;
  if (state === 'CLOSED') return `u.closed_on <= ${at(day)}::date`;
  return wasOnTheBooks('u', day, at);
}

/** That a unit was on the books on a day; of the oldest nobody knows since when. */
export const wasOnTheBooks = (alias: string, day: string, at: Place) =>
  lasts(`coalesce(${alias}.registered_on, '-infinity')`, `${alias}.closed_on`, day, at);
