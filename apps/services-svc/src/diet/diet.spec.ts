import { randomUUID } from 'node:crypto';
import { anActor, testDatabase, withReach } from '@jinlin/testing';
import { tables } from '../tables';
import { aMeal, anArea, anElder, ask, aUnit, run } from '../testing';

const db = testDatabase(tables);

/** An elder from next door who books a lunch, the kitchen that cooks it, and whoever visits the elder. */
async function aGuest() {
  const [community, nextDoor] = [await anArea(db), await anArea(db)];
  const unit = await aUnit(db);
  const meal = await aMeal(db, community, {}, { operatorId: unit.id });
  const personId = randomUUID();
  const elder = await anElder(db, nextDoor, { personId });
  const visitor = anActor('GRID_WORKER', { areaId: nextDoor.id });
  const kitchen = anActor('SITE_MANAGER', { unitId: unit.id, areaId: community.id, scopes: ['pii:read'] });
  const record = (allergies: readonly string[], actor = visitor) =>
    run(db, 'recordAllergies', { id: elder.id, allergies }, { actor });
  const book = () => run(db, 'bookMeal', { mealId: meal.id, elderId: elder.id }, { actor: visitor });
  const read = async (actor: object | null, purpose = '备餐') =>
    (await ask(db, ALLERGIES, { id: meal.id, purpose }, { actor: actor as never })).meal.allergies;
  return { meal, elder, personId, visitor, kitchen, record, book, read };
}

describe('what an elder must not eat (F13)', () => {
  it('reaches the kitchen with the booking, sealed, and each read is recorded', async () => {
    const { kitchen, record, book, read } = await aGuest();
    await record(['花生', ' 海鲜 ', '花生']);
    const { id } = await book();

    expect(await read(kitchen, '午餐备餐')).toEqual([
      { allergies: ['花生', '海鲜'], booking: { id, hasAllergies: true } },
    ]);

    const reads = await db.query('select actor_id, purpose from access_record where record_id = $1', [id]);
    expect(reads).toEqual([{ actor_id: kitchen.id, purpose: '午餐备餐' }]);
    const [stored] = await withReach(db, (tx) =>
      tx.query('select booking::text as row from meal_booking booking where id = $1', [id]),
    );
    expect(stored.row).not.toContain('花生');
  });

  it('reaches the kitchen also when it is told after the booking, and goes when it has gone', async () => {
    const { kitchen, record, book, read } = await aGuest();
    await book();

    await record(['牛奶']);
    expect(await read(kitchen, '午餐备餐')).toMatchObject([{ allergies: ['牛奶'] }]);
    await record([]);

    expect(await read(kitchen, '午餐备餐')).toEqual([]);
  });

  it('is masked as a number, and told in clear with the scope and a purpose alone', async () => {
    const { elder, visitor, kitchen, record, book, read } = await aGuest();
    await record(['花生']);
    await book();
    const clear = (scopes: string[]) =>
      ask(db, CLEAR, { id: elder.id }, { actor: { ...visitor, scopes } as never });

    await expect(clear([])).rejects.toThrow('pii:read');
    expect((await clear(['pii:read'])).elderProfile).toEqual({
      allergyCount: 1,
      inClear: { allergies: ['花生'] },
    });
    await expect(read({ ...kitchen, scopes: [] }, '午餐备餐')).rejects.toThrow('pii:read');
    expect(await read({ ...kitchen, unitId: randomUUID() }, '午餐备餐')).toBeNull();
  });

  it('is told by whoever visits them or by themselves, in words', async () => {
    const { personId, record } = await aGuest();

    expect(await record([' '])).toMatchObject({ __typename: 'InvalidInput' });
    expect(await record(Array.from({ length: 21 }, (_, i) => `食物${i}`))).toMatchObject({
      __typename: 'InvalidInput',
    });
    expect(await record(['花生'], anActor('RESIDENT', { personId: randomUUID() }))).toMatchObject({
      __typename: 'NotFound',
    });
    expect(await record(['花生'], anActor('RESIDENT', { personId }))).toMatchObject({
      __typename: 'ElderProfile',
    });
  });
});

const ALLERGIES = /* GraphQL */ `
  query ($id: ID!, $purpose: String!) {
    meal(id: $id) { allergies(purpose: $purpose) { allergies booking { id hasAllergies } } }
  }
`;
const CLEAR = /* GraphQL */ `
  query ($id: ID!) { elderProfile(id: $id) { allergyCount inClear(purpose: "上门探访") { allergies } } }
`;
