import { type Act, takeAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { SecretaryMatching } from './matching.entity';
import { matchingLife } from './matching.life';

/** Withdraws what was under way for communities that end: what came after has needs of its own. */
export async function withdrawMatchingsAt(act: Act, areaIds: readonly string[]) {
  const underWay = await act.tx.findBy(SecretaryMatching, {
    areaId: In([...areaIds]),
    state: In(['SURVEYING', 'SURVEYED', 'PROPOSED']),
  });
  await takeAll(act, matchingLife, { ids: underWay.map(({ id }) => id), action: 'WITHDRAW' }, () => ({
    reason: 'AREA_CLOSED',
  }));
}
