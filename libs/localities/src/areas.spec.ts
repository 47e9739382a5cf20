import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AreaLevel, type AreaSeed, areaLevels } from './area';
import { areaChangesOf, areasOf, areasOfAll, grownTree, localityCodes } from './areas';
import { idOf } from './ids';

const hejiang = areasOf('510522');
const shenyang = areasOf('210100');
const duyun = areasOf('522701');
const fuzhou = areasOf('350100');
const xianyou = areasOf('350322');

describe.each(localityCodes)('the areas of %s', (locality) => {
  const areas = areasOf(locality);
  const byId = new Map(areas.map((area) => [area.id, area]));
  const parentOf = ({ parentId }: AreaSeed) => byId.get(parentId ?? '');

  it('are the same in every run', () => {
    expect(JSON.stringify(grownTree(locality).areas)).toBe(JSON.stringify(areas));
  });

  it('come with parents first, each below a level above its own', () => {
    const seen = new Set<string>();
    const misplaced = areas.filter((area) => {
      seen.add(area.id);
      const parent = parentOf(area);
      if (area.parentId === null) return area.level !== 'PROVINCE';
      return !parent || !seen.has(parent.id) || rank(parent.level) >= rank(area.level);
    });

    expect(misplaced).toEqual([]);
  });

  it('have a path that goes on from that of their parent, with a label that is theirs alone', () => {
    const wrong = areas.filter((area) => {
      const beginning = parentOf(area)?.path ?? '/';
      return !area.path.startsWith(beginning) || !/^[0-9a-z]+\/$/.test(area.path.slice(beginning.length));
    });
    const labels = areas.map(({ path }) => path.split('/').at(-2));

    expect(wrong).toEqual([]);
    expect(new Set(labels).size).toBe(areas.length);
  });

  it('exist only while what they lie in does', () => {
    const homeless = areas.filter((area) => {
      const parent = parentOf(area);
      return parent && (area.validFrom < parent.validFrom || (parent.validTo ?? '9') < (area.validTo ?? '9'));
    });

    expect(homeless).toEqual([]);
  });

  it.each(['2020-01-01', '2022-03-31', '2022-04-01', '2026-11-21'])(
    'have each a code of its own on %s',
    (day) => {
      const codes = on(day, areas).map(({ code }) => code);

      expect(new Set(codes).size).toBe(codes.length);
    },
  );

  it.each(['2022-01-01', '2026-11-21'])(
    'hold a grid in every community on %s, so that a case can be placed',
    (day) => {
      const there = on(day, areas);
      const withGrid = new Set<string>();
      for (const grid of there.filter(({ level }) => level === 'GRID')) {
        for (let area = parentOf(grid); area; area = parentOf(area)) withGrid.add(area.id);
      }

      expect(there.filter(({ level, id }) => level === 'COMMUNITY' && !withGrid.has(id))).toEqual([]);
    },
  );

  it('count as many households as what lies within them', () => {
    const within = new Map<string, number>();
    for (const { parentId, householdCount, validTo, level } of areas) {
      const isCounted = parentId && ['COMPOUND', 'GRID', 'COMMUNITY'].includes(level);
      if (!isCounted || validTo !== byId.get(parentId)!.validTo) continue;
      within.set(parentId, (within.get(parentId) ?? 0) + householdCount!);
    }
    const wrong = areas.filter(
      ({ level, id, householdCount }) =>
        ['COMPOUND', 'COMMUNITY', 'TOWNSHIP'].includes(level) && householdCount !== (within.get(id) ?? null),
    );

    expect(wrong).toEqual([]);
  });

  it('have compounds of different names in one community', () => {
    const names = areas
      .filter(({ level }) => level === 'COMPOUND')
      .map(({ parentId, name }) => `${parentId} ${name}`);

    expect(new Set(names).size).toBe(names.length);
  });

  it('lie near what they lie in', () => {
    const far = areas.filter((area) => {
      const parent = parentOf(area);
      const isBelowTown = rank(area.level) > rank('TOWNSHIP');
      return parent && isBelowTown && Math.abs(area.latitude - parent.latitude) > 0.02;
    });

    expect(far).toEqual([]);
  });
});

describe('the places that the sources name', () => {
  const all = areasOfAll();

  it.each([
    { code: '510522001006', name: '桂圆林社区' },
    { code: '510522001001C001', name: '江南小区' },
    { code: '210103005024', name: '多福社区' },
    { code: '522701001003', name: '平桥社区' },
    { code: '522701001003C001', name: '水榭花都小区' },
    { code: '350102004001', name: '军门社区' },
    { code: '350322104009', name: '圣泉社区' },
  ])('are there: $name', ({ code, name }) => {
    const id = idOf('area', code);

    expect(all.find((area) => area.id === id)).toMatchObject({ code, name });
  });
});

describe('Hejiang', () => {
  it('has 13 urban communities in two streets (H1), with 90 grids and their buildings (H28)', () => {
    const communities = governed(hejiang, 'COMMUNITY');

    expect(communities).toHaveLength(13);
    expect(governed(hejiang, 'TOWNSHIP')).toHaveLength(2);
    expect(below(hejiang, communities, 'GRID')).toHaveLength(90);
    expect(below(hejiang, communities, 'BUILDING').length).toBeGreaterThanOrEqual(428);
  });

  it('has 21 old compounds, 18 of them under renovation (H23, H24), and 6 models (H22)', () => {
    expect(compounds(hejiang, 'isOld')).toHaveLength(21);
    expect(compounds(hejiang, 'isUnderRenovation')).toHaveLength(18);
    expect(compounds(hejiang, 'isModel')).toHaveLength(6);
  });
});

describe('Shenyang', () => {
  it('has 13 districts, 110 streets and 955 communities with a Party committee of the new kind (S3, S8)', () => {
    expect(of(shenyang, 'COUNTY')).toHaveLength(13);
    expect(governed(shenyang, 'TOWNSHIP')).toHaveLength(110);
    expect(governed(shenyang, 'COMMUNITY')).toHaveLength(955);
  });

  it('looks after all of its 6 588 compounds; 1 471 were given management, 679 enclosed (S12)', () => {
    expect(of(shenyang, 'COMPOUND')).toHaveLength(6588);
    expect(compounds(shenyang, 'managedSince')).toHaveLength(6588);
    expect(compounds(shenyang, 'introducedProperty')).toHaveLength(1471);
    expect(compounds(shenyang, 'enclosed')).toHaveLength(679);
  });

  it('has 14 265 grids of 277 households on average, none outside 200 to 400 (S14)', () => {
    const households = of(shenyang, 'GRID').map(({ householdCount }) => householdCount!);

    expect(households).toHaveLength(14_265);
    expect(Math.round(households.reduce((sum, count) => sum + count, 0) / 14_265)).toBe(277);
    expect(households.filter((count) => count < 200 || count > 400)).toEqual([]);
  });
});

describe('Duyun', () => {
  it('had 26 communities and has 45 since they were split (D13)', () => {
    const counted = governed(duyun, 'COMMUNITY');

    expect(on('2022-01-01', counted)).toHaveLength(26);
    expect(on('2022-07-27', counted)).toHaveLength(45);
  });

  it('knows of each new community which one it was split from', () => {
    const byId = new Map(duyun.map((area) => [area.id, area]));
    const changes = areaChangesOf('522701');

    expect(changes).toHaveLength(19);
    for (const { kind, on: day, from, into } of changes) {
      expect(kind).toBe('SPLIT');
      expect(from.map((id) => byId.get(id)!.validTo)).toEqual([day]);
      expect(into.map((id) => byId.get(id)!.validFrom)).toEqual([day, day]);
    }
  });

  it('has 484 urban grids and 6 742 joint households of 8 to 15 households (D5)', () => {
    const today = on('2022-07-27', duyun);
    const joint = of(today, 'UNIT').map(({ householdCount }) => householdCount!);

    expect(of(today, 'GRID').filter(({ urban }) => urban)).toHaveLength(484);
    expect(joint).toHaveLength(6742);
    expect(joint.filter((count) => count < 8 || count > 15)).toEqual([]);
  });

  it('has a compound that the Party committee took over (D1), and 30 under renovation (D22)', () => {
    const inCustody = duyun.filter(({ compound }) => compound?.propertyMode === 'PARTY_COMMITTEE_CUSTODY');

    expect(inCustody.map(({ name }) => name)).toEqual(['水榭花都小区']);
    expect(compounds(duyun, 'isUnderRenovation')).toHaveLength(30);
  });
});

test('Fuzhou has 3 847 compounds (F3), 56 of them boutique compounds (F18)', () => {
  expect(of(fuzhou, 'COMPOUND')).toHaveLength(3847);
  expect(compounds(fuzhou, 'isModel')).toHaveLength(56);
});

test('圣泉社区 in Xianyou has 6 grids, 25 units and 512 households (X12)', () => {
  const shengquan = xianyou.filter(({ code }) => code === '350322104009');

  expect(below(xianyou, shengquan, 'GRID')).toHaveLength(6);
  expect(below(xianyou, shengquan, 'UNIT')).toHaveLength(25);
  expect(below(xianyou, shengquan, 'HOUSEHOLD')).toHaveLength(512);
  expect(shengquan[0]!.householdCount).toBe(512);
});

describe('all localities together', () => {
  const all = areasOfAll();

  it('have each area once, though two of them lie in one province', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.filter(({ name }) => name === '福建省')).toHaveLength(1);
    expect(xianyou[0]).toEqual(fuzhou[0]);
  });

  it('have paths that no two areas share', () => {
    expect(new Set(all.map(({ path }) => path)).size).toBe(all.length);
  });

  it('keep the label n for areas that are made later', () => {
    expect(all.filter(({ path }) => path.includes('/n'))).toEqual([]);
  });
});

test('a sixth locality needs its areas only, and gets one grid a community', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jinlin-areas-'));
  mkdirSync(join(folder, '430105'));
  const rows = [
    'code,name,level,parent',
    '430000,甲省,PROVINCE,',
    '430100,乙市,PREFECTURE,430000',
    '430105,丙区,COUNTY,430100',
    '430105001,丁街道,TOWNSHIP,430105',
    '430105001001,戊社区,COMMUNITY,430105001',
    '430105001201,己村,COMMUNITY,430105001',
  ];
  writeFileSync(join(folder, '430105', 'areas.csv'), rows.join('\n'));

  const { areas } = grownTree('430105', folder);
  rmSync(folder, { recursive: true });

  expect(areas.map(({ name, urban }) => [name, urban])).toEqual([
    ['甲省', false],
    ['乙市', false],
    ['丙区', false],
    ['丁街道', false],
    ['戊社区', true],
    ['己村', false],
    ['第1网格', true],
    ['第1网格', false],
  ]);
});

const rank = (level: AreaLevel) => areaLevels.indexOf(level);

const of = (areas: AreaSeed[], wanted: AreaLevel) => areas.filter(({ level }) => level === wanted);

const governed = (areas: AreaSeed[], wanted: AreaLevel) => of(areas, wanted).filter((area) => area.governed);

const on = (day: string, areas: AreaSeed[]) =>
  areas.filter(({ validFrom, validTo }) => validFrom <= day && (validTo === null || validTo > day));

const below = (areas: AreaSeed[], tops: AreaSeed[], wanted: AreaLevel) =>
  of(areas, wanted).filter(({ path }) => tops.some((top) => path.startsWith(top.path)));

const compounds = (areas: AreaSeed[], mark: keyof NonNullable<AreaSeed['compound']>) =>
  areas.filter(({ compound }) => compound?.[mark]);
