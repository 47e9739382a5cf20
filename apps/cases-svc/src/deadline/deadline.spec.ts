import { NOW, testDatabase, withReach } from '@jinlin/testing';
import { aDesk, aSignedCase, run } from '../case/case.testing';
import { localities } from '../locality';
import { tables } from '../tables';
import { ask } from '../testing';
import { tickDeadlines } from './deadline.clock';

const db = testDatabase(tables);

const hoursLater = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
const daysLater = (days: number) => hoursLater(24 * days);

/** A case for which its unit has seven working days: until Wednesday of the week after, when work ends. */
const aComplaint = () => aSignedCase(db, { requestType: 'COMPLAINT' });
const DUE = '2026-12-02T09:30:00.000Z';

const seen = async (id: string, actor: Awaited<ReturnType<typeof aComplaint>>['clerk'], now = NOW) =>
  (await ask(db, SEEN, { id }, { actor, now })).case;

describe('the deadline of a case', () => {
  it('is put off once by its unit, before it is over (延期)', async () => {
    const { id, clerk, helping } = await aComplaint();
    const extend = (reason = '等待配件', now = daysLater(1), actor = clerk) =>
      run(db, 'extendCase', { id, reason }, { actor, now });

    expect(await seen(id, clerk)).toMatchObject({ deadline: { dueAt: DUE, extensionCount: 0 } });
    expect(await extend(' ')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await extend('代办', daysLater(1), helping)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await extend('太晚了', daysLater(20))).toMatchObject({ code: 'DEADLINE_PASSED' });
    expect(await extend()).toMatchObject({ __typename: 'Case' });
    expect(await extend()).toMatchObject({ code: 'EXTENSION_LIMIT_REACHED' });

    expect(await seen(id, clerk)).toMatchObject({
      deadline: { dueAt: '2026-12-09T09:30:00.000Z', extensionCount: 1 },
    });
  });

  it('stands still while the case is on hold, and is later by that (挂账)', async () => {
    const { id, clerk, commander } = await aComplaint();
    const hold = { id, kind: 'ENGINEERING', reason: '需立项招标', reviewOn: '2026-12-31' };

    expect(
      await run(db, 'holdCase', { ...hold, reviewOn: '2026-11-23' }, { actor: commander }),
    ).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await run(db, 'holdCase', { ...hold, reason: '' }, { actor: commander })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await run(db, 'holdCase', hold, { actor: commander, now: daysLater(1) })).toMatchObject({
      state: 'ON_HOLD',
    });
    expect(await seen(id, clerk, daysLater(60))).toMatchObject({
      hold: { kind: 'ENGINEERING', since: daysLater(1).toISOString(), reviewOn: '2026-12-31' },
      deadline: { pausedSince: daysLater(1).toISOString(), isBreached: false },
    });

    await run(db, 'resumeCase', { id }, { actor: clerk, now: daysLater(8) });

    // The Tuesday on which it rested and the six days until it went on do not count: a week later than before.
    expect(await seen(id, clerk)).toMatchObject({
      state: 'HANDLING',
      hold: null,
      deadline: { dueAt: '2026-12-09T09:30:00.000Z', pausedSince: null },
    });
  });

  it('is explained line by line, out of the history alone', async () => {
    const { id, clerk, commander } = await aComplaint();
    const hold = { id, kind: 'SEASONAL', reason: '雨季无法施工', reviewOn: '2026-12-31' };
    await run(db, 'holdCase', hold, { actor: commander, now: daysLater(1) });
    await run(db, 'resumeCase', { id }, { actor: clerk, now: daysLater(2) });
    await run(db, 'extendCase', { id, reason: '等待配件' }, { actor: clerk, now: daysLater(2) });

    const { deadline } = await seen(id, clerk);

    expect(deadline.explanation).toEqual([
      'By the rule 510522/deadlines/1:',
      '7 working days from 2026-11-23 09:30.',
      'The clock stood still from 2026-11-24 09:30 to 2026-11-25 09:30.',
      'Due 2026-12-03 17:30.',
      'Extension 1, by the rule 510522/deadlines/1:',
      '5 working days from 2026-12-03 17:30.',
      'Due 2026-12-10 17:30.',
    ]);
  });

  it('stays what was decided, whatever became of the calendar since', async () => {
    const { id, clerk, commander } = await aComplaint();
    await withReach(db, (tx) =>
      tx.query(
        `insert into history (record_id, sequence, record_type, at, entry, hash)
         select record_id, sequence + 10, record_type, at,
                jsonb_set(entry::jsonb, '{facts,dueAt}', '"2026-12-01T09:30:00.000Z"')::json, hash
         from history where record_id = $1 and entry->>'action' = 'DISPATCH'`,
        [id],
      ),
    );

    const { deadline } = await seen(id, commander);

    expect(deadline.explanation.at(-1)).toBe(
      'The calendar has changed since; what was decided stands: due 2026-12-01 17:30.',
    );
    expect(await seen(id, clerk)).toMatchObject({ deadline: { dueAt: DUE } });
  });
});

describe('the clock of cases', () => {
  const tick = (now: Date) => tickDeadlines(db, localities, now);
  const saidOf = async (id: string) =>
    (
      await db.query(
        `select entry->>'action' as action from history
         where record_id = $1 and entry->'actor'->>'id' = 'case-clock' order by sequence`,
        [id],
      )
    ).map(({ action }: { action: string }) => action);

  it('warns before a case is due, then climbs the ladder rung by rung, each once (催办、督办、通报)', async () => {
    const { id, commander } = await aComplaint();

    await tick(daysLater(1));
    expect(await saidOf(id)).toEqual([]);
    await tick(new Date('2026-12-01T12:00:00+08:00'));
    expect(await saidOf(id)).toEqual(['WARNING']);
    await Promise.all([1, 2, 3].map(() => tick(new Date('2026-12-03T18:00:00+08:00'))));
    expect(await saidOf(id)).toEqual(['WARNING', 'OVERDUE', 'REMINDER']);
    await tick(new Date('2026-12-20T09:00:00+08:00'));

    const all = ['WARNING', 'OVERDUE', 'REMINDER', 'SUPERVISION', 'CIRCULAR'];
    expect(await saidOf(id)).toEqual(all);
    expect(await seen(id, commander)).toMatchObject({ alerts: all });
    const told = await db.query('select type, data from outbox where subject = $1 order by id', [id]);
    expect(told.slice(-5).map(({ type }: { type: string }) => type)).toEqual(
      all.map((alert) => `case.${alert.toLowerCase()}`),
    );
    const listed = 'query { cases(first: 10, where: { alert: CIRCULAR }) { nodes { id } } }';
    expect((await ask(db, listed, {}, { actor: commander })).cases.nodes).toEqual([{ id }]);
  });

  it('tells that a unit has not accepted a case, and begins anew when the case is extended', async () => {
    const { id, unit, commander, clerk } = await aDesk(db, { state: 'REGISTERED', requestType: 'COMPLAINT' });
    await run(db, 'dispatchCase', { id, unitId: unit.id }, { actor: commander });

    await tick(daysLater(2));
    expect(await saidOf(id)).toEqual(['SIGN_OVERDUE']);
    await run(db, 'signCase', { id }, { actor: clerk, now: daysLater(2) });
    await tick(new Date('2026-12-01T12:00:00+08:00'));
    await run(
      db,
      'extendCase',
      { id, reason: '配件' },
      { actor: clerk, now: new Date('2026-12-01T14:00:00+08:00') },
    );

    expect(await seen(id, clerk)).toMatchObject({ alerts: [] });
    await tick(new Date('2026-12-09T18:00:00+08:00'));
    expect(await saidOf(id)).toEqual(['SIGN_OVERDUE', 'WARNING', 'WARNING', 'OVERDUE']);
  });

  it('says nothing of a case that is handled or on hold, but when it must be looked at again', async () => {
    const handled = await aComplaint();
    const held = await aComplaint();
    await run(
      db,
      'handleCase',
      { id: handled.id, outcome: 'RESOLVED', note: '已办' },
      { actor: handled.clerk },
    );
    await run(
      db,
      'holdCase',
      { id: held.id, kind: 'POLICY', reason: '待政策', reviewOn: '2027-03-01' },
      { actor: held.commander },
    );

    await tick(daysLater(60));
    expect([await saidOf(handled.id), await saidOf(held.id)]).toEqual([[], []]);
    await tick(new Date('2027-03-01T08:00:00+08:00'));
    expect(await saidOf(held.id)).toEqual(['HOLD_REVIEW']);
  });
});

const SEEN = `query ($id: ID!) {
  case(id: $id) {
    state
    alerts
    hold { kind since reviewOn }
    deadline { dueAt pausedSince isBreached extensionCount explanation }
  }
}`;
