import { randomUUID } from 'node:crypto';
import { type Asking, anActor, countStatements, NOW, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { aCase, anArea, ask } from '../testing';
import { commandMessageStates } from './command.states';

const db = testDatabase(tables);

const run = async (act: string, input: object, asking: Asking) => {
  const type = `${act[0]!.toUpperCase()}${act.slice(1)}Input`;
  const source = `mutation ($input: ${type}!) {
    ${act}(input: $input) { __typename ... on CommandMessage { id state direction answer isLate availableActions } ... on Refusal { code } }
  }`;
  return (await ask(db, source, { input: { clientKey: randomUUID(), ...input } }, asking))[act];
};

/** The three tiers: a city, a town in it and a village in that. */
async function threeTiers() {
  const city = await anArea(db, { level: 'COUNTY', code: '522701', path: `/${randomUUID().slice(0, 8)}/` });
  const town = await anArea(db, { level: 'TOWNSHIP', code: '522701001', path: `${city.path}t/` });
  const village = await anArea(db, { level: 'COMMUNITY', code: '522701001003', path: `${town.path}v/` });
  return {
    city,
    town,
    village,
    leader: anActor('LEADER', { areaId: city.id }),
    commander: anActor('STREET_COMMANDER', { areaId: town.id }),
    clerk: anActor('COMMUNITY_CLERK', { areaId: village.id }),
  };
}

const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

describe('command over three tiers (一杆到底、双向响应, D16)', () => {
  it('sends orders down, and the answer comes back up', async () => {
    const { village, leader, commander, clerk } = await threeTiers();
    const order = { recipientId: village.id, text: '核查危房并转移群众', answerBy: later(60).toISOString() };
    const { id } = await run('sendOrder', order, { actor: leader });

    expect(await run('receiveCommandMessage', { id }, { actor: commander })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await run('receiveCommandMessage', { id }, { actor: clerk })).toMatchObject({ state: 'RECEIVED' });
    const answer = (text: string) =>
      run('answerCommandMessage', { id, answer: text }, { actor: clerk, now: later(90) });
    expect(await answer('')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await answer('已转移3户')).toMatchObject({ state: 'ANSWERED', answer: '已转移3户', isLate: true });
    expect(await run('confirmCommandAnswer', { id }, { actor: clerk })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await run('confirmCommandAnswer', { id }, { actor: leader })).toMatchObject({
      state: 'CONFIRMED',
      availableActions: [],
    });
  });

  it('sends reports up without being asked, about a case as well', async () => {
    const { town, village, commander, clerk } = await threeTiers();
    const { id: caseId } = await aCase(db, { areaId: village.id, areaPath: village.path });
    const report = { recipientId: town.id, text: '河水上涨', caseId };

    const { id, direction } = await run('sendReport', report, { actor: clerk });
    expect(direction).toBe('UP');
    await run('receiveCommandMessage', { id }, { actor: commander });
    await run('answerCommandMessage', { id, answer: '已派人' }, { actor: commander });
    expect(await run('confirmCommandAnswer', { id }, { actor: clerk })).toMatchObject({ state: 'CONFIRMED' });

    const { commandMessage } = await ask(
      db,
      'query ($id: ID!) { commandMessage(id: $id) { case { id } sender { id } recipient { id } } }',
      { id },
      { actor: commander },
    );
    expect(commandMessage).toEqual({
      case: { id: caseId },
      sender: { id: village.id },
      recipient: { id: town.id },
    });
  });

  it('keeps to the line: nothing goes sideways, up as an order or down as a report', async () => {
    const { city, village, clerk, commander } = await threeTiers();
    const elsewhere = await threeTiers();
    const order = (recipientId: string, given: object = {}) =>
      run('sendOrder', { recipientId, text: '核查', ...given }, { actor: commander });

    expect(await order(elsewhere.village.id)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await order(city.id)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await order(village.id, { text: ' ' })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await order(village.id, { answerBy: NOW.toISOString() })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await order(village.id, { caseId: randomUUID() })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await order(village.id, { whistleId: randomUUID() })).toMatchObject({ code: 'NOT_FOUND' });
    expect(
      await run('sendReport', { recipientId: village.id, text: '核查' }, { actor: clerk }),
    ).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('is seen along the line and from nowhere else, at the same cost for a hundred areas as for one', async () => {
    const { city, town, village, leader, commander, clerk } = await threeTiers();
    const elsewhere = await threeTiers();
    await run('sendOrder', { recipientId: village.id, text: '核查' }, { actor: leader });
    const list = async (actor: typeof clerk, ids = [city.id]) => {
      const areas = ids.map((id) => ({ __typename: 'Area', id }));
      return (await ask(db, LIST, { areas }, { actor }))._entities;
    };

    for (const actor of [leader, commander, clerk]) {
      expect(await list(actor)).toMatchObject([{ commandMessages: { totalCount: 1 } }]);
    }
    expect(await list(elsewhere.leader)).toMatchObject([{ commandMessages: { totalCount: 0 } }]);
    const cost = async (ids: string[]) => (await countStatements(() => list(leader, ids))).statements.length;
    expect(await cost(Array.from({ length: 100 }, (_, i) => [city.id, town.id][i % 2]!))).toBe(
      await cost([city.id]),
    );
  });

  it('has messages whose every state can be reached', () => {
    expect([...commandMessageStates.reachable('SENT')].sort()).toEqual(
      [...commandMessageStates.states].sort(),
    );
  });
});

const LIST = `query ($areas: [_Any!]!) {
  _entities(representations: $areas) {
    ... on Area { commandMessages(first: 3) { totalCount nodes { sender { id } history { action } } } }
  }
}`;
