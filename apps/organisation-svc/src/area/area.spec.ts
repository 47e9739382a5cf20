import { randomUUID } from 'node:crypto';
import { countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { aCounty, anArea, ask } from '../testing';

const db = testDatabase(tables);

test('an area is read with everything it lies in', async () => {
  const { street } = await aCounty(db);
  const community = await anArea(db, { name: '桂圆林社区' }, street);
  const grid = await anArea(db, { level: 'GRID', name: '第1网格', code: `${community.code}001` }, community);

  const { area } = await ask(
    db,
    `query ($id: ID!) { area(id: $id) { name localTitle ancestors { name } community { name } ancestor(level: COUNTY) { name } parent { name } } }`,
    { id: grid.id },
  );

  expect(area).toEqual({
    name: '第1网格',
    localTitle: 'Grid',
    ancestors: [{ name: '合江县' }, { name: '符阳街道' }, { name: '桂圆林社区' }],
    community: { name: '桂圆林社区' },
    ancestor: { name: '合江县' },
    parent: { name: '桂圆林社区' },
  });
});
void randomUUID;
void countStatements;
