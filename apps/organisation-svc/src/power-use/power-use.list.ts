import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { PowerUseFilter } from '../generated/graphql';
import { PowerUse } from './power-use.entity';

export type PowerUsePage = Page<PowerUse>;

interface PowerUseListArgs extends PageInput {
  where: Omit<PowerUseFilter, 'withinCode' | 'withinId'>;
}

/** Lists of what offices at or below a path did with their powers, and of what was said to a unit; within reach. */
export function powerUseLists(db: DataSource, sealed: Reader) {
  const listOf = (from: string, belongs: string) =>
    lists<PowerUse, PowerUseListArgs>(sealed, {
      columns: columnsOf(db, PowerUse, 'u'),
      from,
      where: ({ where: { state, power, unitId } }, at) => [
        belongs,
        state && `u.state = ${at(state)}`,
        power && `u.power = ${at(power)}`,
        unitId && `u.unit_id = ${at(unitId)}::uuid`,
      ],
      order: [
        ['u.day', 'date'],
        ['u.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ day, id }) => [day, id],
      figures: { totalCount },
    });

  return {
    powerUsesWithin: listOf(
      'power_use u join area a on a.id = u.area_id',
      liesWithin('a.path', 'parent.key'),
    ),
    powerUsesOfUnit: listOf('power_use u', 'u.unit_id = parent.key::uuid'),
  };
}
