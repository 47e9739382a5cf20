import { carryAll, takeAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { type Estate, later, passing } from '../area/area.estate';
import { Brand } from './brand.entity';
import { brandLife } from './brand.life';

/** One community, one brand: the heir keeps its own, or takes the oldest; the others retire. */
export const brandEstate: Estate<Brand> = {
  title: { en: 'brands', zh: '党建品牌' },
  standingAt: ({ tx }, areaIds) =>
    tx.find(Brand, {
      where: { areaId: In([...areaIds]), state: 'IN_USE' },
      order: { fromOn: 'asc', id: 'asc' },
    }),
  async passOn(act, brands, heir, on) {
    const hasOwn = await act.tx.existsBy(Brand, { areaId: heir.id, state: 'IN_USE' });
    const ids = brands.map(({ id }) => id);
    const kept = hasOwn ? 0 : 1;

    await carryAll(act, brandLife, { ids: ids.slice(0, kept), action: 'PASS_ON' }, (row) =>
      passing(row, heir, on),
    );
    await takeAll(act, brandLife, { ids: ids.slice(kept), action: 'RETIRE' }, ({ fromOn }) => ({
      set: { toOn: later(on, fromOn) },
      reason: 'AREA_ENDED',
    }));
  },
};
