import { countStatements, testDatabase } from '@jinlin/testing';
import { CommunityIncomeEntry } from '../community-income/community-income.entity';
import { tables } from '../tables';
import { aCounty, anAppointment, anArea, ask } from '../testing';

const db = testDatabase(tables);

async function communities() {
  const { county, street } = await aCounty(db);
  const large = await anArea(db, { registeredPopulation: 2000 }, street);
  const small = await anArea(db, { registeredPopulation: null }, street);
  const idle = await anArea(db, {}, street);
  await anArea(db, { urban: false }, street);

  // The profile wants 18 workers for 10 000 residents: three for two thousand, and one where nobody was counted.
  for (let worker = 0; worker < 3; worker++) await anAppointment(db, large, { post: 'COMMUNITY_WORKER' });
  await anAppointment(db, small, { post: 'COMMUNITY_WORKER' });
  await db.manager.insert(CommunityIncomeEntry, {
    state: 'BOOKED',
    areaId: large.id,
    year: 2026,
    model: 'ASSET_LEASE',
    amount: 100,
    sourceDocument: '租约',
    bookedOn: '2026-02-01',
  });
  return { county, street, large, small, idle };
}

describe('communities with people and money (S26)', () => {
  it('are counted by each condition and by both', async () => {
    const { county } = await communities();

    expect((await ask(db, READY, { id: county.id, year: 2026 })).area.readiness).toEqual({
      communities: 3,
      staffed: 2,
      funded: 1,
      staffedAndFunded: 1,
    });
    expect((await ask(db, READY, { id: county.id, year: 2025 })).area.readiness).toMatchObject({ funded: 0 });
  });

  it('are named where they lack one', async () => {
    const { county, small, idle } = await communities();
    const lacking = async (lacks: string) =>
      (await ask(db, UNREADY, { id: county.id, lacks })).area.unready.nodes.map(
        ({ id }: { id: string }) => id,
      );

    expect(await lacking('STAFF')).toEqual([idle.id]);
    expect(await lacking('FUNDS')).toEqual([small.id, idle.id]);
  });

  it('lose a worker and are no longer staffed', async () => {
    const { county, small } = await communities();
    await db.query(
      `update appointment set state = 'ENDED', to_on = '2026-10-01' where area_id = $1 and post = 'COMMUNITY_WORKER'`,
      [small.id],
    );

    expect((await ask(db, READY, { id: county.id })).area.readiness).toMatchObject({ staffed: 1 });
  });

  it('are counted for many streets in one statement', async () => {
    const { county } = await communities();
    await anArea(db, { level: 'TOWNSHIP' }, county);
    const { statements } = await countStatements(() =>
      ask(
        db,
        'query ($id: ID!) { area(id: $id) { children(first: 9) { nodes { readiness { funded } } } } }',
        {
          id: county.id,
        },
      ),
    );

    expect(statements).toHaveLength(3);
  });
});

const READY =
  'query ($id: ID!, $year: Int) { area(id: $id) { readiness(year: $year) { communities staffed funded staffedAndFunded } } }';
const UNREADY =
  'query ($id: ID!, $lacks: ReadinessCondition!) { area(id: $id) { unready(first: 9, lacks: $lacks) { nodes { id } } } }';
