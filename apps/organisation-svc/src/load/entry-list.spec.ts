import { loadOnce } from '@jinlin/service';
import { testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { ask, seal } from '../testing';
import { load } from './load';

const db = testDatabase(tables);

beforeAll(async () => {
  await loadOnce(db, load(seal, { codes: ['522701'] }), () => {});
}, 60_000);

test('the assessment items that Duyun cancelled are counted, not asserted (D.cancelledItems, D13)', async () => {
  expect(await ask(db, ITEMS)).toEqual({
    cancelled: { totalCount: 103 },
    standing: { totalCount: 17 },
    sent: { totalCount: 12 },
    approved: { totalCount: 1 },
  });
});

const ITEMS = /* GraphQL */ `
  {
    cancelled: assessmentItems(first: 1, where: { withinCode: "522701", cancelledBefore: "2022-07-28" }) { totalCount }
    standing: assessmentItems(first: 1, where: { withinCode: "522701", state: ACTIVE }) { totalCount }
    sent: sentDownMatters(first: 1, where: { withinCode: "522701" }) { totalCount }
    approved: entryRequests(first: 1, where: { withinCode: "522701", state: APPROVED }) { totalCount }
  }
`;
