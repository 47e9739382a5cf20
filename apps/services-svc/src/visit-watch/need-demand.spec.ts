import { randomUUID } from 'node:crypto';
import { poolOf } from '@jinlin/database';
import type { Event } from '@jinlin/events';
import { anActor, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { anArea, anElder, ask, run } from '../testing';
import { needDemands } from './need-demand';

const db = testDatabase(tables);

/** A visit that showed an elder to need meals, and what it left to be done. */
async function aNeed() {
  const community = await anArea(db);
  const elder = await anElder(db, community);
  const actor = anActor('GRID_WORKER', { areaId: community.id });
  const visit = { elderId: elder.id, kind: 'DOOR', outcome: 'DONE', visitedAt: '2026-11-23T09:00:00+08:00' };
  await run(db, 'recordElderVisit', { ...visit, need: 'MEALS' }, { actor });
  const followUp = async () => (await ask(db, FOLLOW_UPS, {}, { actor })).visitFollowUps.nodes[0];
  const { id } = await followUp();
  const close = (given: object = {}) =>
    run(db, 'closeVisitFollowUp', { id, outcome: '子女已接走', ...given }, { actor });
  return { id, demandId: randomUUID(), followUp, close };
}

/** What cases-svc tells of a demand. */
const told = (action: string, demandId: string, visitFollowUpId: string | null): Event => ({
  specversion: '1.0',
  id: randomUUID(),
  source: '/cases-svc',
  type: `cn.jinlin.demand.${action}`,
  subject: demandId,
  time: '2026-11-24T02:00:00.000Z',
  data: { category: 'ELDER_MEALS', visitFollowUpId },
});

async function apply(...events: Event[]) {
  const pool = poolOf(db);
  const client = await pool.connect();
  await needDemands(db, { from: { pool, schema: 'cases', service: 'cases-svc' }, into: pool })
    .apply(client, events)
    .finally(() => client.release());
}

describe('a need that became a demand (SM-9, S23)', () => {
  it('knows its demand and is open until that is met', async () => {
    const { id, demandId, followUp } = await aNeed();

    await apply(told('raise', demandId, id));
    expect(await followUp()).toMatchObject({ state: 'OPEN', demand: { id: demandId } });
    await apply(told('publish', demandId, id), told('meet', demandId, id));

    expect(await followUp()).toEqual({
      id,
      state: 'CLOSED',
      closedAt: '2026-11-24T02:00:00.000Z',
      demand: { id: demandId },
      history: [
        { action: 'OPEN', reason: null, role: 'GRID_WORKER' },
        { action: 'BECOME_DEMAND', reason: null, role: 'OPERATOR' },
        { action: 'CLOSE', reason: 'DEMAND_MET', role: 'OPERATOR' },
      ],
    });
  });

  it('is closed when the demand is taken back, so that the next visit may find it again', async () => {
    const { id, demandId, followUp } = await aNeed();

    await apply(told('raise', demandId, id), told('withdraw', demandId, id));

    const { state, history } = await followUp();
    expect(state).toBe('CLOSED');
    expect(history.at(-1)).toMatchObject({ reason: 'DEMAND_WITHDRAWN' });
  });

  it('comes to the same told twice, at once or in another order', async () => {
    const { id, demandId, followUp } = await aNeed();
    const [raised, met] = [told('raise', demandId, id), told('meet', demandId, id)];

    await apply(met, raised, met);
    await Promise.all([apply(raised), apply(met)]);

    const { state, demand, history } = await followUp();
    expect({ state, demand }).toEqual({ state: 'CLOSED', demand: { id: demandId } });
    expect(history.map(({ action }: { action: string }) => action)).toEqual([
      'OPEN',
      'BECOME_DEMAND',
      'CLOSE',
    ]);
  });

  it('names no second demand when it is closed by hand', async () => {
    const { id, demandId, followUp, close } = await aNeed();
    await apply(told('raise', demandId, id));

    expect(await close({ demandId: randomUUID() })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await close()).toMatchObject({ state: 'CLOSED' });

    expect(await followUp()).toMatchObject({ demand: { id: demandId } });
  });

  it('keeps the demand that was named by hand before', async () => {
    const { id, followUp, close } = await aNeed();
    const byHand = randomUUID();

    await close({ demandId: byHand });
    await apply(told('raise', randomUUID(), id));

    expect(await followUp()).toMatchObject({ demand: { id: byHand } });
  });

  it('is none of the demands that were made of no visit', async () => {
    const { demandId, followUp } = await aNeed();

    await apply(told('meet', demandId, null), told('meet', demandId, randomUUID()));

    expect(await followUp()).toMatchObject({ state: 'OPEN', demand: null });
  });
});

const FOLLOW_UPS = `{
  visitFollowUps(first: 5) {
    nodes { id state closedAt demand { id } history { action reason role } }
  }
}`;
