import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { GridPlacementFilter } from '../generated/graphql';
import { GridPlacement } from './grid-placement.entity';

interface Figures {
  totalCount: number;
  unitsCount: number;
  gridsCount: number;
}

export type GridPlacementPage = Page<GridPlacement, Figures>;

interface GridPlacementListArgs extends PageInput {
  where: Omit<GridPlacementFilter, 'withinCode' | 'withinId'>;
}

/** Lists of placements: in the grids at or below a path, or of one unit. */
export function gridPlacementLists(db: DataSource, read: Reader) {
  const listOf = (from: string, belongs: string) =>
    lists<GridPlacement, GridPlacementListArgs, Figures>(read, {
      columns: columnsOf(db, GridPlacement, 'p'),
      from,
      where: ({ where: { unitId, unitKind, isServing, servingOn } }, at) => [
        belongs,
        unitId && `p.unit_id = ${at(unitId)}::uuid`,
        unitKind && `exists (select from unit u where u.id = p.unit_id and u.kind = ${at(unitKind)})`,
        isGiven(isServing) && `(p.state = 'PLACED') = ${at(isServing)}`,
        servingOn && `daterange(p.from_on, p.to_on) @> ${at(servingOn)}::date`,
      ],
      order: [
        ['p.from_on', 'date'],
        ['p.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ fromOn, id }) => [fromOn, id],
      figures: {
        totalCount,
        unitsCount: (list) => `select count(distinct p.unit_id) ${list}`,
        gridsCount: (list) => `select count(distinct p.area_id) ${list}`,
      },
    });

  return {
    gridPlacementsWithin: listOf(
      'grid_placement p join area a on a.id = p.area_id',
      liesWithin('a.path', 'parent.key'),
    ),
    gridPlacementsOfUnit: listOf('grid_placement p', 'p.unit_id = parent.key::uuid'),
  };
}
