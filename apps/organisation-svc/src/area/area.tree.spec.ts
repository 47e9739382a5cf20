import type { Actor } from '@jinlin/identity';
import { testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import { tables } from '../tables';
import { aCounty, anArea, run } from '../testing';
import type { Area } from './area.entity';

const db = testDatabase(tables);

/** What may happen to the tree on some day; numbers choose among the areas that there are. */
const happening = fc.oneof(
  fc.record({ act: fc.constant('split' as const), which: fc.nat(), days: fc.nat(3) }),
  fc.record({ act: fc.constant('merge' as const), which: fc.nat(), days: fc.nat(3), survives: fc.boolean() }),
  fc.record({ act: fc.constant('move' as const), which: fc.nat(), to: fc.nat(), days: fc.nat(3) }),
  fc.record({ act: fc.constant('rename' as const), which: fc.nat(), days: fc.nat(3) }),
);

test('whatever splits, mergers and moves befall a tree, its paths, codes and lineage hold (D13)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 8 }), async (happenings) => {
      const { county, organiser } = await aCounty(db);
      const streets = [await aStreet(county), await aStreet(county)];
      for (const street of streets) {
        for (let i = 0; i < 2; i++) {
          const community = await anArea(db, {}, street);
          for (let j = 0; j < 2; j++) await anArea(db, { level: 'GRID' }, community);
        }
      }
      const grids = await activeIds(county, 'GRID');

      let day = Date.parse('2024-01-01');
      for (const { days, ...what } of happenings) {
        day += days * 86_400_000;
        await happen(county, what, new Date(day).toISOString().slice(0, 10), organiser);
      }

      expect(await brokenPaths(county)).toEqual([]);
      expect(await codesTwiceADay()).toEqual([]);
      expect(await versionsThatDiffer(county)).toEqual([]);
      expect(await activeIds(county, 'GRID')).toEqual(grids);
      expect(await closedWithoutSuccessor(county)).toEqual([]);
      expect(await brokenPathsOfEveryDay(county)).toEqual([]);
    }),
    { numRuns: 12 },
  );
}, 60_000);

const aStreet = (county: Area) => anArea(db, { level: 'TOWNSHIP' }, county);

type Happening = {
  act: 'split' | 'merge' | 'move' | 'rename';
  which: number;
  to?: number;
  survives?: boolean;
};

let made = 0;
const aCode = () => {
  made += 1;
  return `9999${String(made).padStart(8, '0')}`;
};

async function happen(county: Area, { act, which, to = 0, survives }: Happening, on: string, actor: Actor) {
  const communities = await activeIds(county, 'COMMUNITY');
  const id = communities[which % communities.length]!;
  const { parent_id: parentId } = (await db.query('select parent_id from area where id = $1', [id]))[0];

  if (act === 'rename') return run(db, 'renameArea', { id, on, name: `社区${made}` }, { actor });
  if (act === 'move') {
    const streets = await activeIds(county, 'TOWNSHIP');
    return run(db, 'moveArea', { id, on, parentId: streets[to % streets.length] }, { actor });
  }
  if (act === 'split') {
    const children = await idsOf(
      'select id from area where parent_id = $1 and valid_to is null order by code',
      [id],
    );
    const successors = [children.slice(0, 1), children.slice(1)].map((childIds) => ({
      code: aCode(),
      name: '新社区',
      childIds,
    }));
    return run(db, 'splitArea', { id, on, successors }, { actor });
  }
  const siblings = await idsOf(
    `select id from area where parent_id = $1 and level = 'COMMUNITY' and valid_to is null order by code`,
    [parentId],
  );
  const into = survives ? { survivorId: siblings[0] } : { code: aCode(), name: '合并社区' };
  return run(db, 'mergeAreas', { ids: siblings.slice(0, 3), into, on }, { actor });
}

const idsOf = async (sql: string, values: unknown[]): Promise<string[]> =>
  (await db.query(sql, values)).map(({ id }: { id: string }) => id);

const activeIds = ({ path }: Area, level: string) =>
  idsOf(`select id from area where starts_with(path, $1) and level = $2 and valid_to is null order by code`, [
    path,
    level,
  ]);

const brokenPaths = ({ path }: Area) =>
  idsOf(
    `select a.id from area a left join area parent on parent.id = a.parent_id and parent.valid_to is null
     where starts_with(a.path, $1) and a.path <> $1 and a.valid_to is null
       and a.path is distinct from parent.path || a.label || '/'`,
    [path],
  );

/** On every day on which anything began, each area of that day lies where its parent of that day says. */
const brokenPathsOfEveryDay = ({ path }: Area) =>
  idsOf(
    `select a.id from (select distinct valid_from as day from area_version where starts_with(path, $1)) days
     cross join lateral area_on(days.day) a
     left join lateral (select path from area_on(days.day) p where p.id = a.parent_id) parent on true
     where starts_with(a.path, $1) and a.path <> $1 and a.path is distinct from parent.path || a.label || '/'`,
    [path],
  );

const codesTwiceADay = () =>
  idsOf(
    `select a.area_id as id from area_version a join area_version b on a.code = b.code and a.area_id <> b.area_id
       and daterange(a.valid_from, a.valid_to) && daterange(b.valid_from, b.valid_to)`,
    [],
  );

const versionsThatDiffer = ({ path }: Area) =>
  idsOf(
    `select a.id from area a left join area_version v on v.area_id = a.id and v.valid_to is null
     where starts_with(a.path, $1) and a.valid_to is null
       and (a.code, a.name, a.parent_id, a.path) is distinct from (v.code, v.name, v.parent_id, v.path)`,
    [path],
  );

const closedWithoutSuccessor = ({ path }: Area) =>
  idsOf(
    `select a.id from area a where starts_with(a.path, $1) and a.valid_to is not null
       and not exists (select from area_lineage where predecessor_id = a.id)`,
    [path],
  );
