import { randomUUID } from 'node:crypto';
import { NOW, testDatabase } from '@jinlin/testing';
import {
  aCommunity,
  aDispute,
  aMediationUnderWay,
  anAcceptedMediation,
  run,
} from '../mediation/mediation.testing';
import { tables } from '../tables';
import { ask } from '../testing';
import { sessionStates } from './session.states';

const db = testDatabase(tables);

const at = (clock: string) => `2026-11-24T${clock}:00+08:00`;
const morning = { startsAt: at('09:00'), endsAt: at('10:00') };

/** Two disputes before the same mediator, where there is one room. */
async function twoMediations() {
  const { id: mediationId, ...place } = await anAcceptedMediation(db);
  const { community, clerk, mediatorId } = place;
  const { id: otherId } = await run(db, 'applyForMediation', clerk, { areaId: community.id, ...aDispute });
  await run(db, 'acceptMediation', clerk, { id: otherId, mediatorId });
  return { ...place, mediationId, otherId: otherId as string };
}

describe('a meeting of the parties (D17)', () => {
  it('has its mediator and its room to itself', async () => {
    const { mediationId, otherId, clerk, roomId, appoint } = await twoMediations();
    const schedule = (input: object) => run(db, 'scheduleMediationSession', clerk, { ...morning, ...input });
    expect(await schedule({ mediationId, roomId })).toMatchObject({
      state: 'SCHEDULED',
      room: { id: roomId },
      availableActions: ['MOVE', 'HOLD', 'CANCEL'],
    });

    const overlapping = { mediationId: otherId, startsAt: at('09:59'), endsAt: at('11:00') };
    expect(await schedule(overlapping)).toMatchObject({ code: 'MEDIATOR_BOOKED' });
    const colleague = { mediatorId: await appoint({}) };
    expect(await schedule({ ...overlapping, ...colleague, roomId })).toMatchObject({ code: 'ROOM_BOOKED' });
    expect(await schedule({ ...overlapping, ...colleague })).toMatchObject({
      state: 'SCHEDULED',
      room: null,
    });
    const next = { mediationId: otherId, startsAt: at('10:00'), endsAt: at('10:30') };
    expect(await schedule({ ...next, roomId })).toMatchObject({ state: 'SCHEDULED' });
  });

  it('is the only one that is booked, however many book the same at the same moment', async () => {
    const { mediationId, otherId, clerk, roomId } = await twoMediations();
    const both = [mediationId, otherId, mediationId, otherId];

    const answers = await Promise.all(
      both.map((id) => run(db, 'scheduleMediationSession', clerk, { mediationId: id, ...morning, roomId })),
    );

    expect(answers.map(({ code }) => code ?? 'BOOKED').sort()).toEqual([
      'BOOKED',
      ...Array(3).fill('MEDIATOR_BOOKED'),
    ]);
  });

  it('is booked once by a clerk who sends the same twice at once, and answered twice', async () => {
    const { mediationId, clerk } = await twoMediations();
    const input = { clientKey: randomUUID(), mediationId, ...morning };

    const [one, other] = await Promise.all(
      [1, 2].map(() => run(db, 'scheduleMediationSession', clerk, input)),
    );

    expect(one.id).toBeDefined();
    expect(other.id).toBe(one.id);
  });

  it('is moved, and frees its mediator and its room when it is called off', async () => {
    const { mediationId, otherId, clerk, roomId } = await twoMediations();
    const { id } = await run(db, 'scheduleMediationSession', clerk, { mediationId, ...morning, roomId });
    const other = { mediationId: otherId, startsAt: at('14:00'), endsAt: at('15:00'), roomId };
    await run(db, 'scheduleMediationSession', clerk, other);
    const move = (input: object) =>
      run(db, 'moveMediationSession', clerk, { id, ...morning, reason: '当事人有事', ...input });

    expect(await move({ startsAt: at('14:30'), endsAt: at('15:30') })).toMatchObject({
      code: 'MEDIATOR_BOOKED',
    });
    expect(await move({ reason: '' })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await move({ startsAt: at('15:00'), endsAt: at('16:00') })).toMatchObject({ state: 'SCHEDULED' });
    const cancel = (reason: string) => run(db, 'cancelMediationSession', clerk, { id, reason });
    expect(await cancel(' ')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await cancel('双方和解')).toMatchObject({ state: 'CANCELLED', availableActions: [] });
    const again = { mediationId, startsAt: at('15:00'), endsAt: at('16:00'), roomId };
    expect(await run(db, 'scheduleMediationSession', clerk, again)).toMatchObject({ state: 'SCHEDULED' });
  });

  it('is held once it has begun, and leaves minutes', async () => {
    const { mediationId, clerk } = await twoMediations();
    const { id } = await run(db, 'scheduleMediationSession', clerk, { mediationId, ...morning });
    const hold = (minutes: string, now: Date) => run(db, 'holdMediationSession', clerk, { id, minutes }, now);
    const then = new Date(at('09:30'));

    expect(await hold('双方陈述', NOW)).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await hold('', then)).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await hold('双方陈述', then)).toMatchObject({ state: 'HELD', minutes: '双方陈述' });
  });

  it('is none in the past, none that ends before it begins, and none of more than twelve hours', async () => {
    const { mediationId, clerk } = await twoMediations();

    for (const faulty of [
      { startsAt: '2026-11-22T09:00:00+08:00' },
      { endsAt: at('08:00') },
      { endsAt: at('21:01') },
    ]) {
      expect(
        await run(db, 'scheduleMediationSession', clerk, { mediationId, ...morning, ...faulty }),
      ).toMatchObject({ code: 'INVALID_INPUT' });
    }
  });

  it('needs a mediation under way, a mediator who serves and a room that is open', async () => {
    const { mediationId, clerk, commander, roomId } = await twoMediations();
    const schedule = (input: object) =>
      run(db, 'scheduleMediationSession', clerk, { mediationId, ...morning, ...input });

    expect(await schedule({ mediationId: randomUUID() })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await schedule({ mediatorId: randomUUID() })).toMatchObject({ code: 'NOT_FOUND' });
    await run(db, 'closeMediationRoom', commander, { id: roomId, reason: '装修' });
    expect(await schedule({ roomId })).toMatchObject({ code: 'NOT_FOUND' });
    await run(db, 'withdrawMediation', clerk, { id: mediationId, reason: '和解' });
    expect(await schedule({})).toMatchObject({ message: 'Cannot SCHEDULE while WITHDRAWN.' });
  });

  it('is called off with the mediation that it belongs to', async () => {
    const { id, clerk } = await aMediationUnderWay(db);
    await run(db, 'scheduleMediationSession', clerk, { mediationId: id, ...morning });

    await run(db, 'failMediation', clerk, { id, reason: '分歧过大' });

    const { mediation } = await ask(db, SESSIONS, { id }, { actor: clerk });
    expect(mediation.sessions).toMatchObject([{ state: 'CANCELLED', history: [{}, { action: 'CANCEL' }] }]);
  });
});

describe('mediators and rooms', () => {
  it('show their calendars', async () => {
    const { mediationId, community, clerk, mediatorId, roomId } = await twoMediations();
    const { id } = await run(db, 'scheduleMediationSession', clerk, { mediationId, ...morning, roomId });
    const off = { mediationId, startsAt: at('11:00'), endsAt: at('12:00'), roomId };
    const { id: calledOff } = await run(db, 'scheduleMediationSession', clerk, off);
    await run(db, 'cancelMediationSession', clerk, { id: calledOff, reason: '改期' });

    const { mediation, _entities } = await ask(
      db,
      CALENDARS,
      { id: mediationId, areas: [{ __typename: 'Area', id: community.id }] },
      { actor: clerk },
    );

    expect(mediation.mediator).toEqual({
      id: mediatorId,
      sessions: [{ id, mediation: { id: mediationId } }],
    });
    expect(_entities[0].mediationRooms).toEqual({
      totalCount: 1,
      nodes: [{ id: roomId, seats: 8, sessions: [{ id }] }],
    });
    await expect(ask(db, A_YEAR, { id: mediationId }, { actor: clerk })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  it('serve an area, each person once in a kind, and for an office where they are not a committee’s', async () => {
    const { street, commander, office, clerk } = await aCommunity(db);
    const given = { personId: randomUUID(), areaId: street.id };
    const appoint = (input: object) => run(db, 'appointMediator', commander, { ...given, ...input });
    const { id } = await appoint({});

    expect(await appoint({})).toMatchObject({ code: 'MEDIATOR_SERVES_ALREADY' });
    expect(await appoint({ kind: 'ADMINISTRATIVE' })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await appoint({ kind: 'ADMINISTRATIVE', unitId: randomUUID() })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await appoint({ kind: 'ADMINISTRATIVE', unitId: office.id })).toMatchObject({ state: 'SERVING' });
    expect(await run(db, 'appointMediator', clerk, given)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await run(db, 'dismissMediator', clerk, { id, reason: '离任' })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await run(db, 'dismissMediator', commander, { id, reason: '' })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await run(db, 'dismissMediator', commander, { id, reason: '离任' })).toMatchObject({
      state: 'DISMISSED',
      availableActions: [],
    });
  });

  it('stay while meetings are ahead', async () => {
    const { mediationId, clerk, commander, mediatorId, roomId } = await twoMediations();
    await run(db, 'scheduleMediationSession', clerk, { mediationId, ...morning, roomId });
    const reason = '调整';

    expect(await run(db, 'dismissMediator', commander, { id: mediatorId, reason })).toMatchObject({
      code: 'SESSIONS_AHEAD',
    });
    expect(await run(db, 'closeMediationRoom', commander, { id: roomId, reason })).toMatchObject({
      code: 'SESSIONS_AHEAD',
    });
  });

  it('are opened with a name and seats, such as in a good-neighbour living room (X10)', async () => {
    const { community, commander, clerk } = await aCommunity(db);
    const open = (input: object) =>
      run(db, 'openMediationRoom', commander, { areaId: community.id, name: '调解室', seats: 6, ...input });

    expect(await open({ name: '' })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await open({ seats: 1 })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await open({ areaId: randomUUID() })).toMatchObject({ code: 'NOT_FOUND' });
    const { id } = await open({});
    expect(await run(db, 'closeMediationRoom', clerk, { id, reason: '' })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await run(db, 'closeMediationRoom', clerk, { id, reason: '撤并' })).toMatchObject({
      state: 'CLOSED',
    });
  });
});

test('every state of a meeting can be reached', () => {
  expect([...sessionStates.reachable('SCHEDULED')].sort()).toEqual([...sessionStates.states].sort());
});

const SESSIONS = /* GraphQL */ `
  query ($id: ID!) { mediation(id: $id) { sessions { state history { action } } } }
`;

const A_YEAR = /* GraphQL */ `
  query ($id: ID!) {
    mediation(id: $id) {
      mediator { sessions(from: "2026-01-01T00:00:00Z", before: "2027-01-01T00:00:00Z") { id } }
    }
  }
`;

const CALENDARS = /* GraphQL */ `
  query ($id: ID!, $areas: [_Any!]!) {
    mediation(id: $id) {
      mediator {
        id
        sessions(from: "2026-11-24T00:00:00+08:00", before: "2026-11-25T00:00:00+08:00") { id mediation { id } }
      }
    }
    _entities(representations: $areas) {
      ... on Area {
        mediationRooms(first: 5, where: { state: OPEN }) {
          totalCount
          nodes {
            id
            seats
            sessions(from: "2026-11-24T00:00:00+08:00", before: "2026-11-25T00:00:00+08:00") { id }
          }
        }
      }
    }
  }
`;
