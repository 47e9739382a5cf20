import type { AreaSeed } from './area';
import { evenly, growerOf, household, ordinaryCompound, unit } from './grow';
import { between, seededRandom } from './random';
import type { Plan, Tree } from './tree';

const shengquan = '350322104009';
const hongqiao = '350322001004';
const pushan = '350322108204';

/**
 * Xianyou: 圣泉社区 whole, with its 6 grids, 25 units and 512 households (X12); 洪桥社区 (X8) and the three joined
 * hamlets of 蒲山村 (X7) down to their units; elsewhere one grid a community.
 */
export const xianyou: Plan = {
  label: 'x',
  centres: {
    350000: [119.3, 26.08],
    350300: [119.01, 25.45],
    350322: [118.69, 25.36],
  },

  grow(tree) {
    for (const community of tree.areas.filter(({ level }) => level === 'COMMUNITY')) {
      if (community.code === shengquan) growShengquan(tree, community);
      else if (community.code === hongqiao) growUnits(tree, community, 4, 4);
      else if (community.code === pushan) growUnits(tree, community, 3, 3);
      else if (community.urban) growCompound(tree, community);
    }
  },
};

function growShengquan(tree: Tree, community: AreaSeed) {
  const add = growerOf(tree, community);
  const doors = evenly(512, 25);
  for (const units of evenly(25, 6)) {
    const doorsOf = doors.splice(0, units);
    const grid = add.grid(doorsOf.reduce((sum, count) => sum + count, 0));
    for (const [index, count] of doorsOf.entries()) {
      const inUnit = unit(tree, grid, index + 1, count);
      for (let door = 1; door <= count; door++) household(tree, inUnit, door, `${door}号`);
    }
  }
}

/** Grids with units of about twenty households, without the households themselves. */
function growUnits(tree: Tree, community: AreaSeed, grids: number, unitsPerGrid: number) {
  const add = growerOf(tree, community);
  for (let number = 1; number <= grids; number++) {
    const householdsOf = Array.from({ length: unitsPerGrid }, () => between(add.random, 18, 24));
    const grid = add.grid(householdsOf.reduce((sum, count) => sum + count, 0));
    for (const [index, count] of householdsOf.entries()) unit(tree, grid, index + 1, count);
  }
}

/** A compound that its residents look after themselves (X9), and a grid beside it. */
function growCompound(tree: Tree, community: AreaSeed) {
  const add = growerOf(tree, community);
  const isSelfManaged = seededRandom(`${community.code} property`)() < 0.4;
  const compound = add.compound(
    ordinaryCompound(add.random, {
      isOld: isSelfManaged,
      propertyMode: isSelfManaged ? 'SELF_MANAGED' : 'COMPANY',
    }),
  );
  add.grid(between(add.random, 214, 340), compound);
  add.grid(between(add.random, 214, 340));
}
