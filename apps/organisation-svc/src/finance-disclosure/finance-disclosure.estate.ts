import { type Act, takeAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { FinanceDisclosure } from './finance-disclosure.entity';
import { financeDisclosureLife } from './finance-disclosure.life';

/** Takes back the drafts of places that end; what hangs out there stays readable. */
export async function withdrawDraftsAt(act: Act, areaIds: readonly string[]) {
  const drafts = await act.tx.findBy(FinanceDisclosure, { areaId: In([...areaIds]), state: 'DRAFT' });
  const ids = drafts.map(({ id }) => id);
  await takeAll(act, financeDisclosureLife, { ids, action: 'WITHDRAW' }, () => ({ reason: 'AREA_ENDED' }));
}
