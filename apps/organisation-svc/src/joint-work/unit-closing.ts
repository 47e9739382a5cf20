import { type Act, takeAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { Agreement, Commitment } from '../agreement/agreement.entity';
import { agreementLife, commitmentLife } from '../agreement/agreement.life';
import { AllianceMembership } from '../alliance/alliance.entity';
import { allianceMembershipLife } from '../alliance/alliance.life';
import { later } from '../area/area.estate';
import { GridPlacement } from '../grid-placement/grid-placement.entity';
import { gridPlacementLife } from '../grid-placement/grid-placement.life';
import { TwoWayOrder } from '../two-way-order/two-way-order.entity';
import { twoWayOrderLife } from '../two-way-order/two-way-order.life';

const reason = 'UNIT_CLOSED';

/** Ends what a unit that closes has with others: nobody is left to keep it. What it broke stays broken. */
export async function endJointWorkOf(closing: Act, unitId: string, on: string) {
  const { tx } = closing;
  const members = await tx.findBy(AllianceMembership, { unitId, state: 'MEMBER' });
  await takeAll(closing, allianceMembershipLife, { ids: idsOf(members), action: 'LEAVE' }, ({ fromOn }) => ({
    set: { toOn: later(on, fromOn) },
    reason,
  }));
  const placements = await tx.findBy(GridPlacement, { unitId, state: 'PLACED' });
  await takeAll(closing, gridPlacementLife, { ids: idsOf(placements), action: 'END' }, ({ fromOn }) => ({
    set: { toOn: later(on, fromOn) },
    reason,
  }));
  const orders = await tx.findBy(TwoWayOrder, { unitId, state: In(['PLACED', 'ACCEPTED']) });
  await takeAll(closing, twoWayOrderLife, { ids: idsOf(orders), action: 'WITHDRAW' }, () => ({ reason }));

  const agreements = await tx.findBy(Agreement, { unitId, state: In(['PROPOSED', 'IN_FORCE']) });
  const ids = idsOf(agreements);
  const owed = await tx.findBy(Commitment, {
    agreementId: In(ids),
    state: In(['OFFERED', 'PROMISED', 'DUE']),
  });
  await takeAll(closing, commitmentLife, { ids: idsOf(owed), action: 'RELEASE' }, () => ({ reason }));
  // Those that are signed have no way to be withdrawn, nor the others to be terminated.
  await takeAll(closing, agreementLife, { ids, action: 'TERMINATE' }, () => ({
    set: { endedOn: on },
    reason,
  }));
  await takeAll(closing, agreementLife, { ids, action: 'WITHDRAW' }, () => ({ reason }));
}

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
