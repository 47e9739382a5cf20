import { drift, testDatabase } from '@jinlin/testing';
import { tables } from './tables';

const db = testDatabase(tables);

test('the migrations build the tables that the entities describe', async () => {
  expect(await drift(db)).toEqual([]);
});
