import { dateIn } from '@jinlin/calendar';
import type { Power } from '@jinlin/profile';
import type { Context } from '../context';

/** A power of the locality's catalogue; one that it no longer names keeps its key. */
export const powerOf = (
  { localities, now }: Pick<Context, 'localities' | 'now'>,
  areaCode: string,
  key: string,
): Power =>
  localities
    .holding(areaCode)
    ?.powers(dateIn(now))
    ?.powers.find((power) => power.key === key) ?? {
    key,
    title: { zh: key, en: key },
    kind: 'POWER',
    field: 'GOVERNANCE',
    level: 'TOWNSHIP',
    mechanism: '',
  };
