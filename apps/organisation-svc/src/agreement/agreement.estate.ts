import { carryAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { type Estate, passing } from '../area/area.estate';
import { Agreement, Commitment } from './agreement.entity';
import { agreementLife, commitmentLife } from './agreement.life';

/** Agreements bind what came after, with all that is still open in them. */
export const agreementEstate: Estate<Agreement> = {
  title: { en: 'co-construction agreements', zh: '共建协议' },
  standingAt: ({ tx }, areaIds) =>
    tx.findBy(Agreement, { areaId: In([...areaIds]), state: In(['PROPOSED', 'IN_FORCE']) }),
  async passOn(act, agreements, heir, on) {
    const ids = agreements.map(({ id }) => id);
    const open = await act.tx.findBy(Commitment, {
      agreementId: In(ids),
      state: In(['OFFERED', 'PROMISED', 'DUE', 'BROKEN']),
    });
    const openIds = open.map(({ id }) => id);

    await carryAll(act, agreementLife, { ids, action: 'PASS_ON' }, (row) => passing(row, heir, on));
    await carryAll(act, commitmentLife, { ids: openIds, action: 'PASS_ON' }, (row) => passing(row, heir, on));
  },
};
