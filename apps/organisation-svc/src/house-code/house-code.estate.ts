import { type Act, takeAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { HouseCode } from './house-code.entity';
import { houseCodeLife } from './house-code.life';

/** The code of a household that ends holds no more; whatever comes after is given one of its own. */
export async function revokeHouseCodesAt(act: Act, areaIds: readonly string[], on: string) {
  const codes = await act.tx.findBy(HouseCode, { areaId: In([...areaIds]), state: 'ACTIVE' });
  const ids = codes.map(({ id }) => id);
  await takeAll(act, houseCodeLife, { ids, action: 'REVOKE' }, () => ({
    set: { revokedOn: on },
    reason: 'AREA_ENDED',
  }));
}
