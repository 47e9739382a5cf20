import { poolOf } from '@jinlin/database';
import type { Event } from '@jinlin/events';
import { followOrganisation } from '@jinlin/replicas';
import { anActor, testDatabase } from '@jinlin/testing';
import { placedTables, tables } from './tables';
import { aMeal, anArea, anElder, ask, askArea, run } from './testing';

const db = testDatabase(tables);

test('what lies in an area moves with it: its sites, its elders, and the bookings of both', async () => {
  const street = await anArea(db, { level: 'TOWNSHIP', householdCount: null });
  const community = await anArea(db);
  const meal = await aMeal(db, community);
  const elder = await anElder(db, community);
  const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id });
  const { id } = await run(db, 'bookMeal', { mealId: meal.id, elderId: elder.id }, { actor: clerk });

  await follow([
    {
      type: 'cn.jinlin.area.move',
      subject: community.id,
      data: { ...community, path: `${street.path}moved/`, parentId: street.id },
    },
  ]);

  const commander = { actor: anActor('STREET_COMMANDER', { areaId: street.id }) };
  const [{ serviceSites, elderCare }] = await askArea(
    db,
    [street.id],
    'serviceSites(first: 5) { totalCount } elderCare { elders }',
    commander,
  );
  expect(serviceSites.totalCount).toBe(1);
  expect(elderCare.elders).toBe(1);
  const { mealBookings } = await ask(db, '{ mealBookings(first: 5) { nodes { id } } }', {}, commander);
  expect(mealBookings.nodes).toEqual([{ id }]);
});

/** Applies events as the consumer does: in one transaction of the service's own. */
async function follow(events: Pick<Event, 'type' | 'subject' | 'data'>[]) {
  const pool = poolOf(db);
  const client = await pool.connect();
  const streams = { from: { pool, schema: 'organisation', service: 'organisation-svc' }, into: pool };
  try {
    await client.query('begin');
    await followOrganisation(streams, placedTables).apply(client, events as Event[]);
    await client.query('commit');
  } finally {
    client.release();
  }
}
