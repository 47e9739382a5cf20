import { poolOf } from '@jinlin/database';
import { consume, consumerTable, outboxTable } from '@jinlin/events';
import type { Actor } from '@jinlin/identity';
import {
  Area as AreaReplica,
  followOrganisation,
  replicaCoordinates,
  replicaTables,
  Unit as UnitReplica,
} from '@jinlin/replicas';
import { outboxSettled, schemaOf, tablesOf, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import { aRegistration } from '../registration/registration.testing';
import { tables } from '../tables';
import { aCounty, anArea, aPartyOrganisation, ask, aUnit, run } from '../testing';
import type { Area } from './area.entity';

const db = testDatabase(tables);

const things = 'create table thing (area_id uuid, area_path text collate "C", community_id uuid)';
const elsewhere = testDatabase(
  tablesOf(`${replicaTables} ${replicaCoordinates} ${outboxTable} ${consumerTable} ${things}`, [
    AreaReplica,
    UnitReplica,
  ]),
);

/** What may happen to the tree on some day; numbers choose among the areas that there are. */
const happening = fc.oneof(
  fc.record({ act: fc.constant('split' as const), which: fc.nat(), days: fc.nat(3) }),
  fc.record({ act: fc.constant('merge' as const), which: fc.nat(), days: fc.nat(3), survives: fc.boolean() }),
  fc.record({ act: fc.constant('move' as const), which: fc.nat(), to: fc.nat(), days: fc.nat(3) }),
  fc.record({ act: fc.constant('rename' as const), which: fc.nat(), days: fc.nat(3) }),
  fc.record({ act: fc.constant('recode' as const), which: fc.nat(), days: fc.nat(3) }),
);

test('whatever splits, mergers, moves and changes of name and code befall a tree, its paths, codes and lineage hold, nothing is left behind, and days past read the same (D13)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 8 }), async (happenings) => {
      const { county, organiser } = await aCounty(db);
      const streets = [await aStreet(county), await aStreet(county)];
      for (const street of streets) {
        for (let i = 0; i < 2; i++) {
          const community = await anArea(db, {}, street);
          for (let j = 0; j < 2; j++) await anArea(db, { level: 'GRID' }, community);
          await standThere(community);
        }
      }
      const grids = await activeIds(county, 'GRID');

      await replicate(county);

      let day = Date.parse('2024-01-01');
      const seen: [string, unknown][] = [];
      for (const { days, ...what } of happenings) {
        // What was seen of a day that is over never changes again.
        if (days > 0) seen.push([dayOf(day), await seenOn(county, dayOf(day), organiser)]);
        day += days * 86_400_000;
        await happen(county, what, dayOf(day), organiser);
      }
      await replicate(county);

      expect(await brokenPaths(county)).toEqual([]);
      expect(await codesTwiceADay()).toEqual([]);
      expect(await versionsThatDiffer(county)).toEqual([]);
      expect(await activeIds(county, 'GRID')).toEqual(grids);
      expect(await closedWithoutSuccessor(county)).toEqual([]);
      expect(await brokenPathsOfEveryDay(county)).toEqual([]);
      expect(await standingNowhere(county)).toEqual([]);
      expect(await groundOutside(county)).toEqual([]);
      for (const [past, before] of seen) expect(await seenOn(county, past, organiser)).toEqual(before);
      expect(await replicaOf(county)).toEqual(await ownOf(county));
      expect(await thingsLeftBehind(county)).toEqual([]);
    }),
    { numRuns: 10 },
  );
}, 120_000);

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/** A Party organisation, a unit and a registration at a community; and something of another service. */
async function standThere(community: Area) {
  await aPartyOrganisation(db, community, { kind: 'COMMUNITY_COMMITTEE' });
  const unit = await aUnit(db, community);
  await aRegistration(db, community, { kind: 'UNIT', unitId: unit.id });
  await elsewhere.query('insert into thing values ($1, $2, $1)', [community.id, community.path]);
}

/** What is seen of a county as of a day: its tree, and what stands where. */
async function seenOn({ id }: Area, asOf: string, actor: Actor) {
  const { area, registrations } = await ask(db, SEEN, { id, asOf }, { actor });
  return JSON.stringify([area, registrations]);
}

const SEEN = /* GraphQL */ `
  query ($id: ID!, $asOf: LocalDate) {
    area(id: $id, asOf: $asOf) {
      children(first: 100) {
        nodes {
          name code
          units(first: 100) { totalCount }
          children(first: 100) {
            nodes {
              name code
              units(first: 100) { nodes { id area { name } } }
              partyOrganisations(first: 100) { nodes { id area { name } } }
              children(first: 100) { nodes { code } }
            }
          }
        }
      }
    }
    registrations(first: 100, where: { withinId: $id }, asOf: $asOf) { nodes { receipt community { code } } }
  }
`;

/** Lets the other service catch up; what was there before the first event it is told by a copy, as by a load. */
async function replicate({ path }: Area) {
  const areas = await db.query(
    `select id, code, name, level, parent_id, path, urban, household_count, valid_from::text, valid_to::text
     from area where starts_with(path, $1)`,
    [path],
  );
  for (const row of areas) {
    await elsewhere.query(
      `insert into area values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
      Object.values(row),
    );
  }
  const consumer = followOrganisation(
    {
      from: { pool: poolOf(db), schema: await schemaOf(db), service: 'organisation-svc' },
      into: poolOf(elsewhere),
    },
    [{ table: 'thing', areaId: 'area_id', areaPath: 'area_path', communityId: 'community_id' }],
  );
  await outboxSettled(db);
  while (await consume(consumer));
}

const REPLICATED = `select id, code, name, level, parent_id, path, valid_from::text, valid_to::text
  from area where starts_with(path, $1) order by id`;
const ownOf = ({ path }: Area) => db.query(REPLICATED, [path]);
const replicaOf = ({ path }: Area) => elsewhere.query(REPLICATED, [path]);

/** Things of another service at areas that were merged away, or under a path or community that is not theirs. */
const thingsLeftBehind = ({ path }: Area) =>
  elsewhere.query(
    `select thing.area_id, area.name from thing join area on area.id = thing.area_id
     where starts_with(area.path, $1)
       and (area.valid_to is not null or area.path <> thing.area_path or thing.community_id <> area.id)`,
    [path],
  );

/** What is in force and stands at an area that has ended. */
const standingNowhere = ({ path }: Area) =>
  idsOf(
    `select stands.id from (
       select id, area_id from unit where state = 'ACTIVE'
       union all select id, area_id from party_organisation where state = 'ACTIVE'
     ) stands join area a on a.id = stands.area_id where starts_with(a.path, $1) and a.state <> 'ACTIVE'`,
    [path],
  );

/** Areas that have ended and whose ground is not to be found within the county. */
const groundOutside = ({ path }: Area) =>
  idsOf(
    `select id from area where starts_with(path, $1) and state = 'CLOSED'
       and not coalesce(starts_with(area_ground(id), $1), false)`,
    [path],
  );

const aStreet = (county: Area) => anArea(db, { level: 'TOWNSHIP' }, county);

type Happening = {
  act: 'split' | 'merge' | 'move' | 'rename' | 'recode';
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
  if (act === 'recode') return run(db, 'recodeArea', { id, on, code: aCode() }, { actor });
  if (act === 'move') {
    const streets = await activeIds(county, 'TOWNSHIP');
    return run(db, 'moveArea', { id, on, parentId: streets[to % streets.length] }, { actor });
  }
  if (act === 'split') {
    const children = await idsOf(
      'select id from area where parent_id = $1 and valid_to is null order by code',
      [id],
    );
    const successors = [children.slice(0, 1), children.slice(1)].map((childIds, at) => ({
      code: aCode(),
      name: '新社区',
      childIds,
      takesTheRest: at === which % 2,
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
