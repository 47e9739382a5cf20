import { carryAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { type Estate, passing } from '../area/area.estate';
import { TwoWayOrder } from './two-way-order.entity';
import { twoWayOrderLife } from './two-way-order.life';

/** Orders that are not carried out or not appraised go on with what came after, and with its alliance. */
export const twoWayOrderEstate: Estate<TwoWayOrder> = {
  title: { en: 'two-way orders', zh: '双向点单' },
  standingAt: ({ tx }, areaIds) =>
    tx.findBy(TwoWayOrder, {
      areaId: In([...areaIds]),
      state: In(['PLACED', 'ACCEPTED', 'FULFILLED']),
    }),
  async passOn(act, orders, heir, on) {
    // By now each of their alliances has gone on at the heir, or into the one of its kind there.
    const asked = orders.flatMap(({ allianceId }) => allianceId ?? []);
    const successors: { id: string; successorId: string }[] = await act.tx.query(SUCCESSORS, [
      asked,
      heir.id,
    ]);
    const successorOf = new Map(successors.map(({ id, successorId }) => [id, successorId]));

    await carryAll(act, twoWayOrderLife, { ids: orders.map(({ id }) => id), action: 'PASS_ON' }, (row) => {
      const { set, ...grounds } = passing(row, heir, on);
      const allianceId = row.allianceId && (successorOf.get(row.allianceId) ?? row.allianceId);
      return { set: { ...set, allianceId }, ...grounds };
    });
  },
};

const SUCCESSORS = /* SQL */ `
  select former.id, present.id as "successorId"
  from alliance former join alliance present on present.kind = former.kind
  where former.id = any($1::uuid[]) and present.area_id = $2 and present.state = 'ACTIVE'
`;
