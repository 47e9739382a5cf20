import { Memory } from './memory';

test('a memory forgets what was not asked for the longest', () => {
  const memory = new Memory<string, number>(2);
  memory.set('a', 1);
  memory.set('b', 2);
  memory.get('a');

  memory.set('c', 3);

  expect([memory.get('a'), memory.get('b'), memory.get('c')]).toEqual([1, undefined, 3]);
  expect(memory.count).toBe(2);
});
