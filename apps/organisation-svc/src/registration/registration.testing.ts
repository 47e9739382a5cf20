import { anActor, withReach } from '@jinlin/testing';
import type { DataSource } from 'typeorm';
import type { Area } from '../area/area.entity';
import { aCounty, anArea, aPerson, aUnit, run } from '../testing';
import type { Unit } from '../unit/unit.entity';
import { Registration } from './registration.entity';

/** A street with two communities, a unit that is registered at the first, and those who work there. */
export async function aDualStreet(db: DataSource) {
  const { county, street, organiser, elsewhere } = await aCounty(db);
  const here = await anArea(db, { name: '百花亭社区' }, street);
  const there = await anArea(db, { name: '符阳社区' }, street);
  const unit = await aUnit(db, county);
  await aRegistration(db, here, { kind: 'UNIT', unitId: unit.id });
  return {
    county,
    street,
    here,
    there,
    unit,
    organiser,
    elsewhere,
    clerk: anActor('COMMUNITY_CLERK', { areaId: here.id }),
    clerkThere: anActor('COMMUNITY_CLERK', { areaId: there.id }),
    desk: anActor('DEPARTMENT_CLERK', { unitId: unit.id }),
  };
}

let receipts = 0;

/** A row with sensible values: of a member, unless a test says that it is of a unit. */
export const aRegistration = (db: DataSource, community: Area, given: Partial<Registration> = {}) =>
  withReach(db, (manager) => {
    receipts += 1;
    return manager.save(
      manager.create(Registration, {
        state: 'ACTIVE',
        kind: 'WORKPLACE',
        receipt: `test-${receipts}-${Math.random()}`,
        areaId: community.id,
        memberClass: given.kind === 'UNIT' ? null : 'IN_SERVICE',
        fromOn: '2022-03-01',
        ...given,
      }),
    );
  });

/** A member whom a unit sent, registered at a community. */
export async function aSentMember(
  db: DataSource,
  unit: Unit,
  community: Area,
  given: Partial<Registration> = {},
) {
  const person = await aPerson(db, community);
  const registration = await aRegistration(db, community, { unitId: unit.id, personId: person.id, ...given });
  return { person, registration, self: anActor('RESIDENT', { personId: person.id }) };
}

/** An item that a community posts, through the act. */
export const anItem = (
  db: DataSource,
  { here, clerk }: { here: Area; clerk: ReturnType<typeof anActor> },
  given: object = {},
) =>
  run(
    db,
    'postServiceItem',
    {
      areaId: here.id,
      title: '清扫楼道',
      kind: 'ENVIRONMENT',
      needed: 2,
      from: '2026-11-23',
      to: '2026-12-31',
      ...given,
    },
    { actor: clerk },
  );
