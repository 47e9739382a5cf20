import type { AreaSeed, CompoundSeed } from './area';
import { between, type Random, seededRandom } from './random';
import type { Tree } from './tree';

// Codes below the community are ours, not the statistics bureau's: the community's 12 digits, then 3 for the grid,
// 3 for the building (000 where units lie directly in the grid), 2 for the unit, 4 for the household.
// A compound has the community's digits, C and 3 more.

const digits = (number: number, width: number) => String(number).padStart(width, '0');

const gardens = [...'翠金玉锦兰桂荷松竹梅碧祥瑞康宁和安乐福春'].flatMap((first) =>
  ['湖花园', '苑小区', '景家园', '庭雅居', '园新村', '泰公寓', '江名邸', '城小区', '河里', '林苑'].map(
    (rest) => first + rest,
  ),
);

/** A compound that has long been in a property company's hands. */
export const ordinaryCompound = (random: Random, given: Partial<CompoundSeed> = {}): CompoundSeed => ({
  enclosed: false,
  propertyMode: 'COMPANY',
  managedSince: `${between(random, 2002, 2019)}-${digits(between(random, 1, 12), 2)}-01`,
  introducedProperty: false,
  isOld: false,
  isUnderRenovation: false,
  isModel: false,
  ...given,
});

/** Adds areas below one community and numbers them as they come. */
export function growerOf(tree: Tree, community: AreaSeed) {
  const random = seededRandom(community.code + community.validFrom);
  const firstGarden = between(random, 0, gardens.length - 1);
  let compounds = 0;
  let grids = 0;

  return {
    random,

    /** A compound; its name is made up, and its neighbours have others, unless it is given one. */
    compound(compound: CompoundSeed, name?: string) {
      compounds += 1;
      return tree.add(community, {
        code: `${community.code}C${digits(compounds, 3)}`,
        name: name ?? gardens[(firstGarden + compounds * 37) % gardens.length]!,
        level: 'COMPOUND',
        compound,
      });
    },

    /** A grid of the community, inside a compound of it when one is given. Its standard is about 300 households. */
    grid(householdCount: number, inside: AreaSeed = community) {
      grids += 1;
      const code = community.code + digits(grids, 3);
      const idKey = community.validTo === null ? code : `${code}@${community.validFrom}`;
      return tree.add(inside, { code, idKey, name: `第${grids}网格`, level: 'GRID', householdCount });
    },
  };
}

export const building = (tree: Tree, grid: AreaSeed, number: number, householdCount: number) =>
  tree.add(grid, {
    code: grid.code + digits(number, 3),
    name: `${number}号楼`,
    level: 'BUILDING',
    householdCount,
  });

/** A unit of a building, or of a grid whose units are not parts of buildings. */
export const unit = (
  tree: Tree,
  parent: AreaSeed,
  number: number,
  householdCount: number,
  name = `${number}单元`,
) =>
  tree.add(parent, {
    code: `${parent.code}${parent.level === 'GRID' ? '000' : ''}${digits(number, 2)}`,
    name,
    level: 'UNIT',
    householdCount,
  });

export const household = (tree: Tree, parent: AreaSeed, number: number, name: string) =>
  tree.add(parent, { code: parent.code + digits(number, 4), name, level: 'HOUSEHOLD', householdCount: 1 });

/** Two units of `doors` households each in one building, so that a household can be shown whole. */
export function sampledHouseholds(tree: Tree, inBuilding: AreaSeed, doors: number) {
  for (const number of [1, 2]) {
    const stairs = unit(tree, inBuilding, number, doors);
    for (let door = 1; door <= doors; door++) {
      const floor = Math.ceil(door / 2);
      household(tree, stairs, door, `${floor}0${door % 2 === 0 ? 2 : 1}室`);
    }
  }
}

/** One grid of an ordinary size: what every community has at least, so that a case can be placed. */
export function oneGrid(tree: Tree, community: AreaSeed) {
  const { grid, random } = growerOf(tree, community);
  return grid(between(random, 214, 340));
}

/** Puts a total into even parts: 13 over 4 gives 3, 3, 3 and 4. */
export const evenly = (total: number, count: number) =>
  Array.from(
    { length: count },
    (_, index) => Math.floor(((index + 1) * total) / count) - Math.floor((index * total) / count),
  );

/** Communities that got nothing yet get one grid. */
export function gridForTheRest(tree: Tree) {
  const served = new Set(tree.areas.map(({ parentId }) => parentId));
  for (const community of tree.areas.filter(({ level, id }) => level === 'COMMUNITY' && !served.has(id))) {
    oneGrid(tree, community);
  }
}
