import { testDatabase } from '@jinlin/testing';
import { localities } from '../locality';
import { tables } from '../tables';
import { tickEvaluations } from './evaluation.clock';
import { aRound, domains, giveEverySheet, giveSheet } from './evaluation.testing';

const db = testDatabase(tables);

const tick = (day: string) => tickEvaluations(db, localities, new Date(`${day}T09:00:00+08:00`));
const toldOf = (id: string) =>
  db.query(`select type, data from outbox where subject = $1 and type ~ '(remind|overdue)$' order by id`, [
    id,
  ]);

test('the sheets that a round wants are told three working days before its last day and after it, once each (H12)', async () => {
  // A Monday; three working days before it is the Wednesday.
  const round = await aRound(db, { dueOn: '2026-12-14' });
  await giveSheet(db, round, 'SELF', domains[0], 90);

  for (const day of ['2026-12-08', '2026-12-09', '2026-12-10', '2026-12-14', '2026-12-15', '2026-12-16']) {
    await tick(day);
  }

  const data = {
    areaId: round.county.id,
    scheme: 'three-evaluations',
    year: 2026,
    dueOn: '2026-12-14',
    missing: { SELF: 2, MASSES: 3, ORGANISATION: 3 },
  };
  expect(await toldOf(round.id)).toEqual([
    { type: 'evaluation-round.remind', data },
    { type: 'evaluation-round.overdue', data },
  ]);
});

test('nothing is told too early, nor of a round that is closed', async () => {
  const early = await aRound(db, { dueOn: '2026-12-14' });
  const closed = await aRound(db, { dueOn: '2026-11-24' });
  await giveEverySheet(db, closed);
  await db.query(`update evaluation_round set state = 'CLOSED' where id = $1`, [closed.id]);

  await tick('2026-12-08');

  expect(await toldOf(early.id)).toEqual([]);
  expect(await toldOf(closed.id)).toEqual([]);
});

test('two processes that tick at once tell once', async () => {
  const round = await aRound(db, { dueOn: '2026-11-24' });

  await Promise.all([tick('2026-11-24'), tick('2026-11-24')]);
  await tick('2026-11-24');

  expect(await toldOf(round.id)).toHaveLength(1);
});
