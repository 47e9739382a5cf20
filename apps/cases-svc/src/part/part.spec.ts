import { NOW, testDatabase } from '@jinlin/testing';
import { aDesk, aSignedCase, run as runCase } from '../case/case.testing';
import { tables } from '../tables';
import { ask } from '../testing';
import { partStates } from './part.states';
import { aPart, run } from './part.testing';

const db = testDatabase(tables);

describe('a part of a case', () => {
  it('is handed to an assisting unit at dispatch, done by it, and joined to the whole (主办、协办)', async () => {
    const { id, partId, clerk, helping } = await aPart(db);
    const handle = () =>
      runCase(db, 'handleCase', { id, outcome: 'RESOLVED', note: '已办结' }, { actor: clerk });

    expect(await handle()).toMatchObject({ code: 'PARTS_STILL_OPEN' });
    expect(await run(db, 'signPart', { id: partId }, { actor: helping })).toMatchObject({ state: 'SIGNED' });
    expect(await run(db, 'finishPart', { id: partId, result: '' }, { actor: helping })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await run(db, 'finishPart', { id: partId, result: '已清运' }, { actor: helping })).toMatchObject({
      state: 'DONE',
      result: '已清运',
      availableActions: [],
    });

    expect(await handle()).toMatchObject({ state: 'HANDLED' });
  });

  it('can be split again by its own unit, and ends after what was split off it (H7)', async () => {
    const { id, partId, helping, further, furthering } = await aPart(db);
    const again = { id, parts: [{ unitId: further.id, task: '协助协办' }] };

    expect(await runCase(db, 'splitCase', again, { actor: helping })).toMatchObject({ code: 'NOT_FOUND' });
    await run(db, 'signPart', { id: partId }, { actor: helping });
    const later = new Date(NOW.getTime() + 60_000);
    await runCase(db, 'splitCase', again, { actor: helping, now: later });

    expect(await run(db, 'finishPart', { id: partId, result: '已办' }, { actor: helping })).toMatchObject({
      code: 'PARTS_STILL_OPEN',
    });
    const parts = await partsOf(id, furthering);
    expect(parts).toEqual([
      { id: partId, unit: { id: helping.unitId }, parent: null, state: 'SIGNED' },
      { id: expect.any(String), unit: { id: further.id }, parent: { id: partId }, state: 'DISPATCHED' },
    ]);
  });

  it('is given back with the legal basis, by its own unit alone', async () => {
    const { partId, clerk, helping } = await aPart(db);
    const giveBack = (actor: typeof clerk, legalBasis: string) =>
      run(db, 'returnPart', { id: partId, legalBasis }, { actor });

    expect(await giveBack(clerk, '目录')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await giveBack(helping, ' ')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await giveBack(helping, '目录第3条')).toMatchObject({ state: 'RETURNED' });
    expect(await giveBack(helping, '目录第3条')).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
  });

  it('is called back when the case goes elsewhere', async () => {
    const { id, clerk, commander } = await aPart(db, { isSigned: false });

    await runCase(db, 'returnCase', { id, legalBasis: '目录' }, { actor: clerk });

    expect(await partsOf(id, commander)).toMatchObject([{ state: 'RECALLED' }]);
  });

  it('lets its unit see the case, and nobody further', async () => {
    const { id, helping, furthering } = await aPart(db);
    const see = async (actor: typeof helping) =>
      (await ask(db, 'query ($id: ID!) { case(id: $id) { id } }', { id }, { actor })).case;

    expect(await see(helping)).toEqual({ id });
    expect(await see(furthering)).toBeNull();
    const desk = async (actor: typeof helping) =>
      (await ask(db, 'query { cases(first: 5) { nodes { id } } }', {}, { actor })).cases.nodes;
    expect(await desk(helping)).toEqual([{ id }]);
    expect(await desk(furthering)).toEqual([]);
  });

  it('is refused for a unit that is named twice or not there, and without a task', async () => {
    const { id, unit, helper, clerk } = await aSignedCase(db);
    const split = (parts: object[]) => runCase(db, 'splitCase', { id, parts }, { actor: clerk });

    expect(await split([])).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await split([{ unitId: unit.id, task: '自办' }])).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await split([{ unitId: helper.id, task: ' ' }])).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await split([{ unitId: id, task: '协助' }])).toMatchObject({ code: 'NOT_FOUND' });
    const { id: early, commander } = await aDesk(db);
    expect(
      await runCase(
        db,
        'dispatchCase',
        { id: early, unitId: unit.id, parts: [{ unitId: unit.id, task: '协助' }] },
        { actor: commander },
      ),
    ).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('has a life in which every state can be reached', () => {
    expect([...partStates.reachable('DISPATCHED')].sort()).toEqual([...partStates.states].sort());
  });
});

const partsOf = async (id: string, actor: Awaited<ReturnType<typeof aPart>>['clerk']) =>
  (
    await ask(
      db,
      'query ($id: ID!) { case(id: $id) { parts { id unit { id } parent { id } state } } }',
      { id },
      { actor },
    )
  ).case.parts;
