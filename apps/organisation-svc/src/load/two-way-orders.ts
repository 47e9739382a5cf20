import { born, step } from '@jinlin/acts';
import { between } from '@jinlin/localities';
import type { WorkSide } from '../generated/graphql';
import type { TwoWayOrder } from '../two-way-order/two-way-order.entity';
import { twoWayOrderStates } from '../two-way-order/two-way-order.states';
import { before } from './days';
import type { JointWork } from './joint-work';
import { clerk, desk, type Row } from './keep';

interface Ordering {
  placedBy: WorkSide;
  areaId: string;
  allianceId: string | null;
  /** The unit that ordered, was ordered from, or took the order to its alliance. */
  takenBy: string;
  title: string;
  placedOn: string;
  nth: number;
}

/** An order that was taken, carried out and appraised; one in thirteen was turned down, or taken back. */
export function order(
  work: JointWork,
  { placedBy, areaId, allianceId, takenBy, title, placedOn, nth }: Ordering,
) {
  const [placing, taking] = placedBy === 'UNIT' ? [desk, clerk] : [clerk, desk];
  const fulfilledOn = before(placedOn, -between(work.random, 5, 25));
  const placed = born<Row<TwoWayOrder>>(
    {
      id: work.id('two-way-order'),
      state: 'PLACED',
      placedBy,
      areaId,
      unitId: allianceId ? null : takenBy,
      allianceId,
      title,
      details: null,
      theme: null,
      placedOn,
      wantedBy: before(placedOn, -21),
      fulfilledOn: null,
      score: null,
      comment: null,
    },
    'PLACE',
    placing(placedOn),
  );
  work.orders.push(placed);
  if (nth % 13 === 12) {
    if (allianceId)
      step(placed, twoWayOrderStates, 'WITHDRAW', { ...placing(fulfilledOn), reason: '已另行解决' });
    else step(placed, twoWayOrderStates, 'DECLINE', { ...taking(fulfilledOn), reason: '暂无条件' });
    return;
  }
  const score = between(work.random, 3, 5);
  const taken = { ...taking(before(placedOn, -2)), facts: { unitId: takenBy } };
  step(placed, twoWayOrderStates, 'ACCEPT', taken, { unitId: takenBy });
  step(
    placed,
    twoWayOrderStates,
    'FULFIL',
    { ...taking(fulfilledOn), facts: { on: fulfilledOn } },
    { fulfilledOn },
  );
  const appraised = { ...placing(before(fulfilledOn, -3)), facts: { score } };
  step(placed, twoWayOrderStates, 'APPRAISE', appraised, { score });
}
