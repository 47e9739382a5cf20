import { type Act, takeAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { later } from '../area/area.estate';
import { PowerList } from './power-list.entity';
import { powerListLife } from './power-list.life';

/** Ends the lists that were for the offices of areas that end; an office that comes after is given its own. */
export async function endPowerListsAt(act: Act, areaIds: readonly string[], on: string) {
  const lists = await act.tx.findBy(PowerList, {
    areaId: In([...areaIds]),
    state: In(['DRAFT', 'IN_FORCE']),
  });
  const idsOf = (state: PowerList['state']) =>
    lists.filter((list) => list.state === state).map(({ id }) => id);

  await takeAll(act, powerListLife, { ids: idsOf('DRAFT'), action: 'DISCARD' }, () => ({
    reason: 'AREA_ENDED',
  }));
  await takeAll(act, powerListLife, { ids: idsOf('IN_FORCE'), action: 'REPEAL' }, ({ fromOn }) => ({
    set: { toOn: later(on, fromOn!) },
    reason: 'AREA_ENDED',
    facts: { to: on },
  }));
}
