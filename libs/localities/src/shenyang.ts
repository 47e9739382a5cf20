import type { AreaSeed } from './area';
import { building, growerOf, oneGrid, ordinaryCompound, sampledHouseholds } from './grow';
import { between, isChosen, oneOf, placeAmong, seededRandom, shares } from './random';
import type { Plan, Tree } from './tree';

const duofu = '210103005024';
const qianshan = '210114003005';

const compounds = 6588;
const compoundsGivenManagement = 1471;
const compoundsEnclosed = 679;
const grids = 14_265;

const governedStreets = 110;
const governedCommunities = 955;

/**
 * Shenyang: 6 588 compounds, all under management (S12), and 14 265 grids of some 277 households (S14). A village is
 * one grid of that number; the others lie in the compounds. Households are sampled in 多福社区 alone.
 */
export const shenyang: Plan = {
  label: 's',
  centres: {
    210000: [123.43, 41.84],
    210100: [123.43, 41.8],
    210102: [123.42, 41.79],
    210103: [123.46, 41.8],
    210104: [123.48, 41.82],
    210105: [123.43, 41.83],
    210106: [123.37, 41.8],
    210111: [123.34, 41.67],
    210112: [123.46, 41.71],
    210113: [123.53, 42.05],
    210114: [123.31, 41.8],
    210115: [122.73, 41.51],
    210123: [123.36, 42.75],
    210124: [123.4, 42.5],
    210181: [122.83, 41.99],
  },

  governed(tree) {
    const streets = streetsWithBigCommittee(tree);
    return [...streets, ...communitiesWithBigCommittee(tree, streets)];
  },

  grow(tree) {
    const { villages, urbanCommunities } = tree;
    for (const village of villages) oneGrid(tree, village);

    const random = seededRandom('shenyang');
    const compoundsOf = shares(random, compounds, urbanCommunities.length, 1);
    const gridsOf = shares(random, grids - villages.length, compounds, 1);
    let compoundsSoFar = 0;

    for (const [at, community] of urbanCommunities.entries()) {
      const add = growerOf(tree, community);
      for (let index = 0; index < compoundsOf[at]!; index++) {
        const compound = add.compound(compoundAt(compoundsSoFar));
        const inCompound = Array.from({ length: gridsOf[compoundsSoFar]! }, () =>
          add.grid(between(add.random, 214, 340), compound),
        );
        if (community.code === duofu && index === 0) sampleBuildings(tree, inCompound[0]!);
        compoundsSoFar += 1;
      }
    }
  },
};

/**
 * The statistics bureau lists 112 streets and 1 142 residents' committees below them; 110 and 955 were published as
 * having a Party committee of the new kind (S8). Which ones was not published: the choice is ours. The streets left
 * out are those with the fewest residents' committees.
 */
function streetsWithBigCommittee(tree: Tree) {
  const communities = tree.urbanCommunities;
  const size = new Map(tree.streets.map(({ id }) => [id, 0]));
  for (const { parentId } of communities) {
    if (size.has(parentId!)) size.set(parentId!, size.get(parentId!)! + 1);
  }
  return tree.streets.toSorted((a, b) => size.get(b.id)! - size.get(a.id)!).slice(0, governedStreets);
}

/** Evenly over the streets, those named in print for certain. */
function communitiesWithBigCommittee(tree: Tree, streets: AreaSeed[]) {
  const inStreets = new Set(streets.map(({ id }) => id));
  const inPrint = new Set([duofu, qianshan]);
  const candidates = tree.urbanCommunities.filter(({ parentId }) => inStreets.has(parentId!));
  const named = candidates.filter(({ code }) => inPrint.has(code));
  const others = candidates.filter(({ code }) => !inPrint.has(code));
  return [
    ...named,
    ...others.filter((_, index) => isChosen(index, others.length, governedCommunities - named.length)),
  ];
}

/** 1 471 compounds were given property management in the month before 5 July 2022; 679 of them were enclosed. */
function compoundAt(index: number) {
  const random = seededRandom(`shenyang compound ${index}`);
  const placeAmongIntroduced = placeAmong(index, compounds, compoundsGivenManagement);
  if (placeAmongIntroduced < 0) {
    return ordinaryCompound(random, { propertyMode: random() < 0.06 ? 'SELF_MANAGED' : 'COMPANY' });
  }

  return ordinaryCompound(random, {
    isOld: true,
    introducedProperty: true,
    enclosed: isChosen(placeAmongIntroduced, compoundsGivenManagement, compoundsEnclosed),
    propertyMode: oneOf(random, ['COMPANY', 'PACKAGE', 'STATE_BACKSTOP']),
    managedSince: `2022-06-${between(random, 5, 30).toString().padStart(2, '0')}`,
  });
}

function sampleBuildings(tree: Tree, grid: AreaSeed) {
  const built = shares(seededRandom(grid.code), grid.householdCount!, 5, 30).map((count, index) =>
    building(tree, grid, index + 1, count),
  );
  for (const inBuilding of built.slice(0, 2)) sampledHouseholds(tree, inBuilding, 10);
}
