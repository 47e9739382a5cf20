import { type Act, takeAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { Selection } from './selection.entity';
import { selectionLife } from './selection.life';

/** Nobody is chosen any longer for a post at an area that ends: whoever was to have it knew another place. */
export async function failSelectionsAt(act: Act, areaIds: readonly string[]) {
  const underWay = await act.tx.findBy(Selection, {
    areaId: In([...areaIds]),
    state: In(['NOMINATED', 'VETTED', 'ELECTED', 'EVALUATED']),
  });
  const ids = underWay.map(({ id }) => id);
  await takeAll(act, selectionLife, { ids, action: 'FAIL' }, ({ state }) => ({
    set: { failedAt: state, failureReason: '所属区域已撤并' },
    reason: 'AREA_CLOSED',
    facts: { failedAt: state },
  }));
}
