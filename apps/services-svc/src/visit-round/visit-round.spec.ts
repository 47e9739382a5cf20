import { randomUUID } from 'node:crypto';
import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { anArea, anElder, ask, run } from '../testing';
import { plannedVisitStates, visitRoundStates } from './visit-round.states';

const db = testDatabase(tables);

const at = (moment: string) => `2026-11-${moment}:00+08:00`;

/** A community of three houses, and whoever visits there. */
async function aStreet() {
  const community = await anArea(db);
  const house = (label: string) =>
    anArea(db, { level: 'BUILDING', code: '510522001006001', path: `${community.path}${label}/` });
  const [a, b, c] = [await house('a'), await house('b'), await house('c')];
  const actor = anActor('GRID_WORKER', { areaId: community.id });
  const plan = (given: object = {}, by = actor) =>
    run(db, 'planVisitRound', { areaId: community.id, day: '2026-11-23', ...given }, { actor: by });
  return { community, a, b, c, actor, plan };
}

const eldersOf = (round: { stops: { elder: { id: string } }[] }) => round.stops.map(({ elder }) => elder.id);

describe('a round (S23)', () => {
  it('walks door by door, after whoever must be seen by a certain hour', async () => {
    const { a, b, c, actor, plan } = await aStreet();
    const inC = await anElder(db, c, { nextVisitDueOn: '2026-11-01' });
    const inA = await anElder(db, a, { nextVisitDueOn: '2026-11-20' });
    const alsoInA = await anElder(db, a, { nextVisitDueOn: '2026-11-10' });
    const fell = await anElder(db, b, { nextVisitDueOn: '2026-12-30' });
    await run(db, 'recordMajorChange', { id: fell.id, change: 'ILL_OR_HURT', reason: '跌倒' }, { actor });

    const round = await plan();

    expect(round).toMatchObject({ __typename: 'VisitRound', state: 'OPEN' });
    const [first, ...others] = eldersOf(round);
    expect(first).toBe(fell.id);
    expect(new Set(others.slice(0, 2))).toEqual(new Set([inA.id, alsoInA.id]));
    expect(others[2]).toBe(inC.id);
    expect(round.stops.map(({ place }: { place: number }) => place)).toEqual([1, 2, 3, 4]);
  });

  it('takes the most pressing when there are more than it can hold, and leaves out who is not due', async () => {
    const { a, plan } = await aStreet();
    await anElder(db, a, { nextVisitDueOn: '2026-12-01' });
    const late = await anElder(db, a, { nextVisitDueOn: '2026-10-01' });
    await anElder(db, a, { nextVisitDueOn: '2026-11-30' });

    expect(eldersOf(await plan({ most: 1 }))).toEqual([late.id]);
    expect((await plan()).stops).toHaveLength(1);
    expect(await plan()).toMatchObject({ __typename: 'NobodyDue' });
    expect((await plan({ dueBy: '2026-12-01' })).stops).toHaveLength(1);
  });

  it('shares no elder with another round of the day, also when both are planned at once', async () => {
    const { a, plan } = await aStreet();
    for (let i = 0; i < 6; i += 1) await anElder(db, a);

    const rounds = await Promise.all([plan({ most: 4 }), plan({ most: 4 }), plan({ most: 4 })]);

    const planned = rounds.flatMap((round) => (round.stops ? eldersOf(round) : []));
    expect(new Set(planned).size).toBe(planned.length);
    expect(planned.length).toBeGreaterThanOrEqual(4);
  });

  it('is refused for a day gone by, too many stops, and an area beyond reach', async () => {
    const { plan } = await aStreet();
    const elsewhere = await anArea(db);

    expect(await plan({ day: '2026-11-22' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await plan({ most: 41 })).toMatchObject({ message: '"most" must be from 1 to 40.' });
    expect(await plan({ areaId: elsewhere.id })).toMatchObject({ __typename: 'NotFound' });
  });

  it('ends, and what was not made stays due', async () => {
    const { a, actor, plan } = await aStreet();
    await anElder(db, a);
    const { id } = await plan();

    expect(
      await run(
        db,
        'closeVisitRound',
        { id },
        { actor: anActor('GRID_WORKER', { areaId: (await anArea(db)).id }) },
      ),
    ).toMatchObject({ __typename: 'NotFound' });
    expect(await run(db, 'closeVisitRound', { id }, { actor })).toMatchObject({
      state: 'CLOSED',
      stops: [{ state: 'DROPPED' }],
    });
    expect(await run(db, 'closeVisitRound', { id }, { actor })).toMatchObject({
      __typename: 'ActionNotAllowed',
    });
    expect((await plan()).stops).toHaveLength(1);
  });
});

describe('a stop of a round (SM-9)', () => {
  const aStop = async () => {
    const { a, actor, plan } = await aStreet();
    const elder = await anElder(db, a);
    const { id: roundId } = await plan({ day: '2026-11-24' });
    const [{ id: stopId }] = (await ask(db, STOPS, { id: roundId }, { actor })).visitRound.stops;
    const record = (given: object, now = new Date(at('24T18:00'))) =>
      run(
        db,
        'recordElderVisit',
        {
          elderId: elder.id,
          kind: 'DOOR',
          outcome: 'DONE',
          visitedAt: at('24T10:00'),
          plannedVisitId: stopId,
          ...given,
        },
        { actor, now },
      );
    const stop = async () => (await ask(db, STOPS, { id: roundId }, { actor })).visitRound.stops[0];
    return { elder, actor, roundId, record, stop };
  };

  it('is done once the elder was reached, also after nobody had answered', async () => {
    const { record, stop } = await aStop();

    await record({ outcome: 'NOT_REACHED', visitedAt: at('24T09:00') });
    expect(await stop()).toMatchObject({ state: 'NOT_REACHED' });
    const { id } = await record({});

    expect(await stop()).toMatchObject({ state: 'DONE', visit: { id, plannedVisit: { state: 'DONE' } } });
    expect(await record({})).toMatchObject({ message: 'Cannot RECORD_VISIT while DONE.' });
  });

  it('is not fulfilled before the day it is planned for, nor by a visit to somebody else', async () => {
    const { record, stop } = await aStop();
    const neighbour = await anElder(db, await anArea(db));

    expect(await record({ visitedAt: at('23T09:00') })).toMatchObject({
      __typename: 'InvalidInput',
      message: 'This visit is planned for 2026-11-24; it cannot have been made before.',
    });
    expect(await record({ elderId: neighbour.id })).toMatchObject({ __typename: 'NotFound' });
    expect(await record({ plannedVisitId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
    expect(await stop()).toMatchObject({ state: 'PLANNED' });
  });

  it('falls away when the elder leaves the books', async () => {
    const { elder, actor, stop } = await aStop();

    await run(db, 'endElderCare', { id: elder.id, reason: '入住养老院' }, { actor });

    expect(await stop()).toMatchObject({ state: 'DROPPED' });
  });

  it('is for those who see to visits of the area alone, and held to it by the database', async () => {
    const { roundId } = await aStop();
    const elsewhere = await anArea(db);

    for (const actor of [
      null,
      anActor('RESIDENT', { personId: randomUUID() }),
      anActor('GRID_WORKER', { areaId: elsewhere.id }),
      anActor('SITE_MANAGER', { areaId: elsewhere.id }),
    ]) {
      expect((await ask(db, STOPS, { id: roundId }, { actor })).visitRound).toBeNull();
    }
    expect(await db.query('select id from planned_visit where round_id = $1', [roundId])).toEqual([]);
  });
});

test('many rounds with their stops are as many statements as one', async () => {
  const { a, b, c, actor, plan } = await aStreet();
  for (const house of [a, b, c]) await anElder(db, house);
  await plan({ most: 1 });
  const statements = async () =>
    (await countStatements(() => ask(db, ROUNDS, {}, { actor }))).statements.length;
  const one = await statements();

  await plan({ most: 1 });
  await plan({ most: 1 });

  expect(await statements()).toBe(one);
});

test('every state of rounds and stops can be reached', () => {
  expect([...visitRoundStates.reachable('OPEN')].sort()).toEqual([...visitRoundStates.states].sort());
  expect([...plannedVisitStates.reachable('PLANNED')].sort()).toEqual([...plannedVisitStates.states].sort());
});

const STOPS = /* GraphQL */ `
  query ($id: ID!) {
    visitRound(id: $id) { stops { id state visit { id plannedVisit { state } } } }
  }
`;
const ROUNDS = /* GraphQL */ `
  { visitRounds(first: 10) { nodes { area { id } history { action } stops { elder { maskedName } history { action } } } } }
`;
