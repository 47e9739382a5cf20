import type { Act } from '@jinlin/acts';
import type { Area } from '../area/area.entity';

/** The number of a slip: the community, the year, and a running number. */
export const receiptNumber = (communityCode: string, day: string, nth: number | string) =>
  `${communityCode}-${day.slice(0, 4)}-${String(nth).padStart(6, '0')}`;

/** The number of the next slip. */
export async function receiptOf({ tx }: Act, { code }: Pick<Area, 'code'>, day: string) {
  const [{ nth }]: [{ nth: string }] = await tx.query(`select nextval('registration_receipt') as nth`);
  return receiptNumber(code, day, nth);
}
