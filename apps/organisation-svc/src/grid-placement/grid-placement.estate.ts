import { carryAll, takeAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { type Estate, later, passing } from '../area/area.estate';
import { GridPlacement } from './grid-placement.entity';
import { gridPlacementLife } from './grid-placement.life';

/** Units go on in the grid that came after; a unit that is or was there already is there once. */
export const gridPlacementEstate: Estate<GridPlacement> = {
  title: { en: 'units in grids', zh: '进网格单位' },
  standingAt: ({ tx }, areaIds) =>
    tx.find(GridPlacement, {
      where: { areaId: In([...areaIds]), state: 'PLACED' },
      order: { fromOn: 'asc', id: 'asc' },
    }),
  async passOn(act, placements, heir, on) {
    const known = await act.tx.findBy(GridPlacement, { areaId: heir.id });
    const there = new Set(known.map(({ unitId }) => unitId));
    const going = placements.filter(({ unitId }) => !there.has(unitId) && there.add(unitId));
    const staying = placements.filter((placement) => !going.includes(placement));

    await carryAll(act, gridPlacementLife, { ids: idsOf(going), action: 'PASS_ON' }, (row) =>
      passing(row, heir, on),
    );
    await takeAll(act, gridPlacementLife, { ids: idsOf(staying), action: 'END' }, ({ fromOn }) => ({
      set: { toOn: later(on, fromOn) },
      reason: 'AREA_ENDED',
    }));
  },
};

const idsOf = (placements: readonly GridPlacement[]) => placements.map(({ id }) => id);
