import { randomUUID } from 'node:crypto';
import { type Asking, anActor, countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { aCase, anArea, ask, aUnit } from '../testing';
import { topicStates } from './topic.states';

const db = testDatabase(tables);

const run = async (act: string, input: object, asking: Asking) => {
  const type = `${act[0]!.toUpperCase()}${act.slice(1)}Input`;
  const source = `mutation ($input: ${type}!) {
    ${act}(input: $input) {
      __typename
      ... on Topic { id state month result category { label } availableActions }
      ... on Refusal { code }
    }
  }`;
  return (await ask(db, source, { input: { clientKey: randomUUID(), ...input } }, asking))[act];
};

/** A street where parking was asked for four times in October and twice in September, and noise once. */
async function aStreet() {
  const code = `510522${String(Math.floor(Math.random() * 900) + 100)}`;
  const street = await anArea(db, { level: 'TOWNSHIP', code });
  await db.query('update area set valid_to = $1 where code = $2 and id <> $3', [
    '2026-01-01',
    code,
    street.id,
  ]);
  const unit = await aUnit(db);
  const opened = (category: string, day: string) =>
    aCase(db, {
      areaId: street.id,
      areaPath: street.path,
      communityId: street.id,
      category,
      openedAt: new Date(`${day}T10:00:00+08:00`),
    });
  for (const day of ['2026-10-01', '2026-10-12', '2026-10-20', '2026-10-31']) await opened('0401', day);
  for (const day of ['2026-09-01', '2026-09-30']) await opened('0401', day);
  await opened('0501', '2026-10-05');
  const commander = anActor('STREET_COMMANDER', { areaId: street.id });
  const input = {
    areaId: street.id,
    month: '2026-10-15',
    category: '0401',
    title: '老旧小区停车难',
    leadUnitId: unit.id,
  };
  return { street, commander, leader: anActor('LEADER', { areaId: street.id }), input };
}

describe('the topic of a month (每月一题)', () => {
  it('is chosen from what came up again and again', async () => {
    const { street, commander } = await aStreet();
    const candidates = async (actor: Asking['actor']) =>
      (await ask(db, CANDIDATES, { code: street.code }, { actor: actor ?? null })).topicCandidates;

    expect(await candidates(commander)).toEqual([
      { category: { code: '0401', label: 'Parking' }, caseCount: 4, caseCountBefore: 2, communityCount: 1 },
    ]);
    expect(await candidates(anActor('DEPARTMENT_CLERK', { unitId: randomUUID() }))).toBeNull();
  });

  it('is chosen once, settled for good, and tells whether it helped', async () => {
    const { street, commander, input } = await aStreet();
    const chosen = await run('chooseTopic', input, { actor: commander });

    expect(chosen).toMatchObject({ state: 'CHOSEN', month: '2026-10-01', category: { label: 'Parking' } });
    expect(await run('chooseTopic', { ...input, month: '2026-10-01' }, { actor: commander })).toMatchObject({
      code: 'TOPIC_CHOSEN_ALREADY',
    });
    const settle = (result: string) => run('settleTopic', { id: chosen.id, result }, { actor: commander });
    expect(await settle('')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await settle('新增车位120个')).toMatchObject({ state: 'SETTLED', availableActions: [] });

    const [{ topics }] = await topicsOf([street.id], commander);
    expect(topics).toEqual({
      totalCount: 1,
      nodes: [{ id: chosen.id, leadUnit: { id: input.leadUnitId }, caseCountBefore: 2, caseCountOfLate: 1 }],
    });
    expect((await topicsOf([street.id], commander, '2026-09-09'))[0].topics.totalCount).toBe(0);
  });

  it('may be dropped with a reason, and then chosen again', async () => {
    const { commander, leader, input } = await aStreet();
    const { id } = await run('chooseTopic', input, { actor: commander });

    expect(await run('dropTopic', { id, reason: ' ' }, { actor: leader })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await run('dropTopic', { id, reason: '并入市级专题' }, { actor: leader })).toMatchObject({
      state: 'DROPPED',
    });
    expect(await run('chooseTopic', input, { actor: commander })).toMatchObject({ state: 'CHOSEN' });
  });

  it('is refused for what is not there', async () => {
    const { commander, input } = await aStreet();
    const elsewhere = await aStreet();
    const choose = (given: object) => run('chooseTopic', { ...input, ...given }, { actor: commander });

    expect(await choose({ areaId: elsewhere.street.id })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await choose({ category: '9999' })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await choose({ title: '' })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await choose({ leadUnitId: randomUUID() })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('costs as many statements for a hundred areas as for one', async () => {
    const { street, commander, input } = await aStreet();
    await run('chooseTopic', input, { actor: commander });
    const cost = async (ids: string[]) =>
      (await countStatements(() => topicsOf(ids, commander))).statements.length;

    expect(await cost(Array.from({ length: 100 }, () => street.id))).toBe(await cost([street.id]));
  });

  it('has a life in which every state can be reached', () => {
    expect([...topicStates.reachable('CHOSEN')].sort()).toEqual([...topicStates.states].sort());
  });
});

const topicsOf = async (ids: string[], actor: Asking['actor'], month?: string) => {
  const areas = ids.map((id) => ({ __typename: 'Area', id }));
  return (await ask(db, TOPICS, { areas, month }, { actor: actor ?? null }))._entities;
};

const CANDIDATES = `query ($code: AreaCode!) {
  topicCandidates(areaCode: $code, month: "2026-10-31") { category { code label } caseCount caseCountBefore communityCount }
}`;
const TOPICS = `query ($areas: [_Any!]!, $month: LocalDate) {
  _entities(representations: $areas) {
    ... on Area {
      topics(first: 5, where: { month: $month }) {
        totalCount nodes { id leadUnit { id } caseCountBefore caseCountOfLate }
      }
    }
  }
}`;
