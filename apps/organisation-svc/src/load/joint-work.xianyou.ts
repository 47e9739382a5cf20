import { born } from '@jinlin/acts';
import type { UnitKind } from '@jinlin/localities';
import type { GridPlacement } from '../grid-placement/grid-placement.entity';

import type { JointWork } from './joint-work';
import { organiser, type Row } from './keep';

const enterGrids: ReadonlySet<UnitKind> = new Set([
  'DEPARTMENT',
  'INSTITUTION',
  'ENTERPRISE',
  'SOCIAL_ORGANISATION',
  'PROPERTY_COMPANY',
]);

/** Xianyou: organs, enterprises, institutions and “two new” organisations enter the grids (X3); which, is ours to say. */
export function joinXianyou(work: JointWork) {
  const grids = work.places.ofLevel('GRID');
  const units = work.places.units.filter(({ kind }) => enterGrids.has(kind));
  const fromOn = '2022-03-01';
  for (const [index, { id: unitId }] of units.entries()) {
    const grid = grids[Math.floor((index * grids.length) / units.length)]!;
    const row: Row<GridPlacement> = {
      id: work.id('grid-placement'),
      state: 'PLACED',
      unitId,
      areaId: grid.id,
      fromOn,
      toOn: null,
    };
    work.placements.push(born(row, 'PLACE', organiser(fromOn)));
  }
}
