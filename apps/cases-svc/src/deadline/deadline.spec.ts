import { NOW, testDatabase, withReach } from '@jinlin/testing';
import { aSignedCase, run } from '../case/case.testing';
import { tables } from '../tables';
import { ask } from '../testing';

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

const SEEN = `query ($id: ID!) {
  case(id: $id) {
    state
    hold { kind since reviewOn }
    deadline { dueAt pausedSince isBreached extensionCount explanation }
  }
}`;
