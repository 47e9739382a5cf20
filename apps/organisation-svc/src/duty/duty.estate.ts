import { type Act, takeAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { later } from '../area/area.estate';
import { SupervisionItem } from './duty.entity';
import { supervisionItemLife } from './duty.life';

/** Settles what is open against those whose post ended with its area. */
export async function settleSupervisionAt(act: Act, areaIds: readonly string[], on: string) {
  const open = await act.tx.findBy(SupervisionItem, { areaId: In([...areaIds]), state: 'OPEN' });
  await takeAll(
    act,
    supervisionItemLife,
    { ids: open.map(({ id }) => id), action: 'SETTLE' },
    ({ openedOn }) => ({
      set: { settledOn: later(on, openedOn), outcome: '所属区域已撤并' },
      reason: 'AREA_CLOSED',
    }),
  );
}
