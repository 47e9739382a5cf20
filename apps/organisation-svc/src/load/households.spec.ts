import { loadOnce } from '@jinlin/service';
import { testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { ask, seal } from '../testing';
import { load } from './load';

const db = testDatabase(tables);

beforeAll(async () => {
  await loadOnce(db, load(seal, { codes: ['350322'] }), () => {});
}, 60_000);

test('X.households (X12): every household of 圣泉社区 has a code, has registered by it, and belongs to a unit', async () => {
  const { areaByCode } = await ask(
    db,
    `{
      areaByCode(code: "350322104009") {
        householdRegister { households coded registered rate inUnits headed }
      }
    }`,
  );

  expect(areaByCode.householdRegister).toEqual({
    households: 512,
    coded: 512,
    registered: 512,
    rate: 100,
    inUnits: 512,
    headed: 512,
  });
});

test('the compounds of Xianyou are checked for one branch and one living room (X11)', async () => {
  const { areaByCode } = await ask(
    db,
    `{
      areaByCode(code: "350322") {
        compoundCheckCounts { compounds complete noBranch severalBranches noLivingRoom }
      }
    }`,
  );

  const { compounds, complete, noBranch, severalBranches, noLivingRoom } = areaByCode.compoundCheckCounts;
  expect(complete + noBranch + noLivingRoom).toBe(compounds);
  expect(severalBranches).toBe(0);
  for (const some of [complete, noBranch, noLivingRoom]) expect(some).toBeGreaterThan(0);
});

test('what was loaded is found by name and by initials', async () => {
  const { search } = await ask(
    db,
    '{ search(text: "sqsq", first: 3) { nodes { matched record { ... on Area { name } } } } }',
  );

  expect(search.nodes).toContainEqual({ matched: 'INITIALS', record: { name: '圣泉社区' } });
});
