import { type Act, carryAll } from '@jinlin/acts';
import { In } from 'typeorm';
import type { Area } from '../area/area.entity';
import { leaveSeats, passing } from '../area/area.estate';
import { Person, PersonSecret } from './person.entity';
import { personLife } from './person.life';

/** People who were known at an area that ended are known, and reached, at the one that took the rest of it. */
export async function peopleFollow(act: Act, areaId: string, heir: Area, on: string) {
  const people = await act.tx.findBy(Person, { areaId });
  const ids = people.map(({ id }) => id);
  await leaveSeats(act, people, on);
  await carryAll(act, personLife, { ids, action: 'PASS_ON' }, (row) => passing(row, heir, on));
  await act.tx.update(PersonSecret, { id: In(ids) }, { areaId: heir.id });
}
