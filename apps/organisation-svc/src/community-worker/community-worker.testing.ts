import { anActor } from '@jinlin/testing';
import type { DataSource } from 'typeorm';
import type { Area } from '../area/area.entity';
import { aCounty, anArea, aPerson, run } from '../testing';

/** A street with two communities, and those who keep the files of its community workers. */
export async function aStaffedStreet(db: DataSource) {
  const { county, street, organiser, elsewhere } = await aCounty(db);
  const here = await anArea(db, { name: '兴隆社区' }, street);
  const there = await anArea(db, { name: '符阳社区' }, street);
  return {
    county,
    street,
    here,
    there,
    organiser,
    elsewhere,
    commander: anActor('STREET_COMMANDER', { areaId: street.id }),
  };
}

/** Somebody hired as a community worker, through the act. */
export async function aWorker(
  db: DataSource,
  { here, organiser }: { here: Area; organiser: ReturnType<typeof anActor> },
  given: object = {},
) {
  const person = await aPerson(db, here);
  const input = { personId: person.id, areaId: here.id, grade: 'MIDDLE', education: 'COLLEGE', ...given };
  const worker = await run(db, 'hireCommunityWorker', { from: '2021-03-01', ...input }, { actor: organiser });
  return { person, worker, id: worker.id, self: anActor('RESIDENT', { personId: person.id }) };
}
