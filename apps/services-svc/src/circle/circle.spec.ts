import type { Area } from '@jinlin/replicas';
import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import type { CircleRule } from '../site/site.rules';
import { tables } from '../tables';
import { anArea, aSite, askArea } from '../testing';
import { circlesOf, nearnessByKind } from './circle';
import type { Walking } from './walking';

const db = testDatabase(tables);

const duyun = { localityCode: '522701', state: 'OPEN' as const };

let roads = 0;

/** A road to the north that no other test is near: what stands on it, so many metres from its beginning. */
function aRoad() {
  const longitude = 100 + roads++;
  return (metres: number) => ({ longitude, latitude: 26.25 + metres / METRES_A_DEGREE });
}

const METRES_A_DEGREE = 111_195;

/** A community of Duyun of three compounds along a road: at 0 m, 1 000 m and 4 000 m. */
async function aCommunity() {
  const road = aRoad();
  const community = await anArea(db, { code: '522701001003' });
  const compounds: Area[] = [];
  for (const [number, metres] of [0, 1000, 4000].entries()) {
    compounds.push(
      await anArea(db, {
        code: `522701001003C00${number}`,
        level: 'COMPOUND',
        parentId: community.id,
        path: `${community.path}c${number}/`,
        householdCount: 100 * (number + 1),
        ...road(metres),
      }),
    );
  }
  return { community, compounds, road };
}

const circle = async (id: string, fields: string) =>
  (await askArea(db, [id], `serviceCircle { ${fields} }`))[0].serviceCircle;

describe('the 15-minute circle (D23)', () => {
  it('names for each home the nearest open site of a kind and the minutes on foot, and what is missing', async () => {
    const { community, compounds, road } = await aCommunity();
    const near = await aSite(db, community, { ...duyun, kind: 'SERVICE_CENTRE', ...road(500) });
    await aSite(db, community, { ...duyun, kind: 'SERVICE_CENTRE', ...road(100), state: 'BUILDING' });

    const { minutes, detour, metresPerMinute, ruleVersion, homes, places } = await circle(
      community.id,
      `minutes detour metresPerMinute ruleVersion homes
       places(first: 5) { nodes { area { id } isComplete missing { code } nearest { kind { code } site { id } metres minutes isNear } } }`,
    );

    expect({ minutes, detour, metresPerMinute, ruleVersion, homes }).toEqual({
      minutes: 15,
      detour: 1.3,
      metresPerMinute: 67,
      ruleVersion: '522701/serviceCircles/1',
      homes: 3,
    });
    expect(places.nodes.map(({ area }: { area: { id: string } }) => area.id)).toEqual(
      compounds.map(({ id }) => id),
    );
    expect(places.nodes[0].nearest[0]).toEqual({
      kind: { code: 'SERVICE_CENTRE' },
      site: { id: near.id },
      metres: 650,
      minutes: 9.7,
      isNear: true,
    });
    expect(places.nodes[2].nearest[0]).toMatchObject({ metres: 4550, minutes: 67.9, isNear: false });
    expect(places.nodes[0].missing.map(({ code }: { code: string }) => code)).toEqual([
      'PARTY_MASS_STATION',
      'SELF_SERVICE_24H',
      'SCHOOL',
      'ELDER_CANTEEN',
    ]);
    expect(places.nodes[0].isComplete).toBe(false);
  });

  it('says how far each kind reaches, in homes and households', async () => {
    const { community, road } = await aCommunity();
    await aSite(db, community, { ...duyun, kind: 'SERVICE_CENTRE', ...road(500) });

    const { coverage, households, completeHomes, completeHouseholds } = await circle(
      community.id,
      'households completeHomes completeHouseholds coverage { kind { code } homes households householdShare }',
    );

    expect({ households, completeHomes, completeHouseholds }).toEqual({
      households: 600,
      completeHomes: 0,
      completeHouseholds: 0,
    });
    expect(coverage[0]).toEqual({
      kind: { code: 'SERVICE_CENTRE' },
      homes: 2,
      households: 300,
      householdShare: 50,
    });
    expect(coverage[1]).toMatchObject({ homes: 0, householdShare: 0 });
  });

  it('is another one for elders where the locality draws it (S23, D24)', async () => {
    const { community } = await aCommunity();
    const elderly = (
      await askArea(db, [community.id], 'serviceCircle(key: "elderly") { title kinds { code } }')
    )[0].serviceCircle;

    expect(elderly.kinds.map(({ code }: { code: string }) => code)).toEqual([
      'DAY_CARE',
      'ELDERLY_CENTRE',
      'ELDER_CANTEEN',
    ]);
    expect(
      (await askArea(db, [community.id], 'serviceCircle(key: "of-castles") { homes }'))[0].serviceCircle,
    ).toBeNull();
  });

  it('takes a village without compounds, and a grid that is asked for, to be homes', async () => {
    const road = aRoad();
    const village = await anArea(db, { code: '522701100201', ...road(0), householdCount: 280 });
    const code = '522701100201001';
    const grid = await anArea(db, { code, level: 'GRID', path: `${village.path}g/`, ...road(10) });

    expect(await circle(village.id, 'homes households')).toEqual({ homes: 1, households: 280 });
    expect(await circle(grid.id, 'homes')).toEqual({ homes: 1 });
  });

  it('is walked page by page, and narrowed to homes that miss something', async () => {
    const { community, road } = await aCommunity();
    await aSite(db, community, { ...duyun, kind: 'SERVICE_CENTRE', ...road(0) });
    const page = (args: string) =>
      circle(
        community.id,
        `places(${args}) { totalCount nodes { area { id } } pageInfo { endCursor hasNextPage } }`,
      );

    const { places: first } = await page('first: 2');
    expect([first.totalCount, first.nodes.length, first.pageInfo.hasNextPage]).toEqual([3, 2, true]);
    const { places: rest } = await page(`first: 2, after: "${first.pageInfo.endCursor}"`);
    expect([rest.nodes.length, rest.pageInfo.hasNextPage]).toEqual([1, false]);
    const { places: far } = await page('first: 5, where: { missing: "SERVICE_CENTRE" }');
    expect(far.totalCount).toBe(2);
    expect((await page('first: 5, where: { isComplete: true }')).places.totalCount).toBe(0);
    await expect(page('first: 0')).rejects.toThrow('"first" must be from 1 to 100');
  });

  it('says where one more site would reach most people, and what two would', async () => {
    const { community, compounds } = await aCommunity();
    const best = async (args: string) =>
      (
        await circle(
          community.id,
          `bestPlaces(${args}) {
             householdsNow householdsGained householdsGainedAtMost isExact gap
             places { area { id } householdsGained location { latitude } }
           }`,
        )
      ).bestPlaces;

    expect(await best('kind: "ELDER_CANTEEN"')).toEqual({
      householdsNow: 0,
      householdsGained: 300,
      householdsGainedAtMost: 300,
      isExact: true,
      gap: 0,
      places: [
        {
          area: { id: compounds[2]!.id },
          householdsGained: 300,
          location: { latitude: compounds[2]!.latitude },
        },
      ],
    });
    const two = await best('kind: "ELDER_CANTEEN", count: 2');
    expect([two.householdsGained, two.isExact, two.places.length]).toEqual([500, true, 2]);
    await expect(best('kind: "ELDER_CANTEEN", count: 11')).rejects.toThrow('"count" must be from 1 to 10');
    await expect(best('kind: "CASTLE"')).rejects.toThrow('no sites of the kind CASTLE');
  });

  it('costs as many statements for a hundred areas as for one', async () => {
    const { community, compounds, road } = await aCommunity();
    await aSite(db, community, { ...duyun, kind: 'SERVICE_CENTRE', ...road(0) });
    const fields =
      'serviceCircle { coverage { homes } places(first: 5) { nodes { nearest { site { name } } } } bestPlaces(kind: "SCHOOL") { householdsGained } }';
    const statements = async (ids: string[]) =>
      (await countStatements(() => askArea(db, ids, fields, { actor: anActor('LEADER') }))).statements.length;
    await statements([community.id]);

    const many = Array.from({ length: 100 }, (_, at) => compounds[at % 3]!.id);
    expect(await statements(many)).toBe(await statements([community.id]));
  });
});

describe('a routing engine', () => {
  it('may find that what is nearest to the crow is across the river', async () => {
    const rule: CircleRule = {
      key: 'everyday',
      title: { zh: '圈', en: 'Circle' },
      kinds: ['SCHOOL'],
      minutes: 15,
      metresPerMinute: 67,
      detour: 1.3,
      ruleVersion: 'x/serviceCircles/1',
    };
    const road = aRoad();
    const home = { areaId: 'a', path: '/a/', households: 1, ...road(0) };
    const acrossTheRiver = { id: 'far', kind: 'SCHOOL', ...road(100) };
    const downTheRoad = { id: 'near', kind: 'SCHOOL', ...road(-300) };
    const streets: Walking = {
      candidates: 2,
      metres: async (legs) => legs.map(({ to }) => (to.latitude > home.latitude ? 5000 : 400)),
    };

    const [found] = await circlesOf([home], nearnessByKind([acrossTheRiver, downTheRoad]), rule, streets);

    expect(found!.walks).toEqual([{ kind: 'SCHOOL', siteId: 'near', metres: 400, minutes: 6, isNear: true }]);
  });
});

test('a site that is not on the map stands in the middle of its area', async () => {
  const { compounds } = await aCommunity();
  const site = await aSite(db, compounds[1]!, { ...duyun, kind: 'SELF_SERVICE_24H' });

  const { places } = await circle(
    compounds[0]!.id,
    'places(first: 1) { nodes { nearest { kind { code } site { id } metres } } }',
  );
  expect(places.nodes[0].nearest).toContainEqual({
    kind: { code: 'SELF_SERVICE_24H' },
    site: { id: site.id },
    metres: 1300,
  });
});
