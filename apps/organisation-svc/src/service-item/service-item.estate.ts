import { carryAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { type Estate, leaveSeats, passing } from '../area/area.estate';
import { ServiceClaim } from './service-claim.entity';
import { ServiceItem } from './service-item.entity';
import { serviceClaimLife, serviceItemLife } from './service-item.life';

/** Open items are offered by what came after, and whoever claimed them goes on there. */
export const serviceItemEstate: Estate<ServiceItem> = {
  title: { en: 'open service items', zh: '服务项目' },
  standingAt: ({ tx }, areaIds) => tx.findBy(ServiceItem, { areaId: In([...areaIds]), state: 'OPEN' }),
  async passOn(act, items, heir, on) {
    const itemIds = items.map(({ id }) => id);
    const claims = await act.tx.findBy(ServiceClaim, {
      itemId: In(itemIds),
      state: In(['CLAIMED', 'TAKEN_PART']),
    });
    const claimIds = claims.map(({ id }) => id);

    await leaveSeats(act, [...items, ...claims], on);
    await carryAll(act, serviceItemLife, { ids: itemIds, action: 'PASS_ON' }, (row) =>
      passing(row, heir, on),
    );
    await carryAll(act, serviceClaimLife, { ids: claimIds, action: 'PASS_ON' }, (row) =>
      passing(row, heir, on),
    );
  },
};
