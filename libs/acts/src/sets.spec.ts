import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { inSets } from './sets';

/** Sets are kept apart by the data source; nothing here asks it. */
const aDatabase = () => ({}) as DataSource;

/** Doubles numbers in sets, each of which takes a moment, and keeps which sets there were. */
function doubling(hindrance: (numbers: readonly number[]) => unknown = () => null) {
  const sets: number[][] = [];
  const double = inSets(
    async (asked: readonly { ctx: { db: DataSource; line?: string }; input: number }[]) => {
      const numbers = asked.map(({ input }) => input);
      sets.push(numbers);
      await pause(1);
      const fault = hindrance(numbers);
      if (fault) throw fault;
      return numbers.map((number) => number * 2);
    },
    ({ line = '' }) => line,
  );
  return { sets, double };
}

test('what is asked for while a set is being done goes together in the next, in the order of asking', async () => {
  const { sets, double } = doubling();
  const ctx = { db: aDatabase() };

  const first = double(ctx, 1);
  await pause(0.5);
  const answers = await Promise.all([first, double(ctx, 2), double(ctx, 3), double(ctx, 4)]);

  expect(answers).toEqual([2, 4, 6, 8]);
  expect(sets.flat()).toEqual([1, 2, 3, 4]);
  expect(sets.length).toBeLessThan(4);
});

test('whoever comes alone is a set of one', async () => {
  const { sets, double } = doubling();
  const ctx = { db: aDatabase() };

  expect(await double(ctx, 1)).toBe(2);
  expect(await double(ctx, 2)).toBe(4);
  expect(sets).toEqual([[1], [2]]);
});

test('what one of a set is to blame for keeps no other out', async () => {
  const malformed = Object.assign(new Error('invalid input syntax for type uuid'), { code: '22P02' });
  const { double } = doubling((numbers) => numbers.includes(13) && malformed);
  const ctx = { db: aDatabase() };

  const answers = await Promise.allSettled([11, 12, 13, 14, 15].map((number) => double(ctx, number)));

  expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : answer.reason))).toEqual([
    22,
    24,
    malformed,
    28,
    30,
  ]);
});

test('a database that is away or too slow is not asked again for each', async () => {
  const { sets, double } = doubling(() => Object.assign(new Error('too slow'), { code: '57014' }));
  const ctx = { db: aDatabase() };

  const answers = await Promise.allSettled([1, 2, 3].map((number) => double(ctx, number)));

  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(sets).toEqual([[1, 2, 3]]);
});

test('those of two lines or of two databases never share a set', async () => {
  const { sets, double } = doubling();
  const [here, there] = [aDatabase(), aDatabase()];

  await Promise.all([double({ db: here }, 1), double({ db: here, line: 'b' }, 2), double({ db: there }, 3)]);

  expect(sets).toEqual([[1], [2], [3]]);
});

test('a long line is done in sets of five hundred', async () => {
  const { sets, double } = doubling();
  const ctx = { db: aDatabase() };

  await Promise.all(Array.from({ length: 1200 }, (_, i) => double(ctx, i)));

  expect(sets.map(({ length }) => length)).toEqual([500, 500, 200]);
  expect(sets.flat()).toEqual(Array.from({ length: 1200 }, (_, i) => i));
});
