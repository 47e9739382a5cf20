import type { Act } from '@jinlin/acts';
import type { Area } from '../area/area.entity';
import { PowerList } from './power-list.entity';
import { heldBy, inForceOn } from './power-list.sql';

/** The list by which an office holds a power on a day, the one for the fewest offices first; null when none does. */
export async function listFor({ tx }: Act, office: Area, power: string, day: string) {
  const values: unknown[] = [];
  const at = (value: unknown) => `$${values.push(value)}`;
  const sql = /* SQL */ `
    select l.id from ${heldBy('area')}
    where office.id = ${at(office.id)} and ${inForceOn(day, at)} and l.powers @> array[${at(power)}::text]
    order by length(issuer.path) desc, l.from_on desc limit 1`;
  const [found] = await tx.query(sql, values);
  return found ? tx.findOneByOrFail(PowerList, { id: found.id }) : null;
}
