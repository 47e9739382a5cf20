import { building, evenly, growerOf, ordinaryCompound, sampledHouseholds } from './grow';
import { between, isChosen, placeAmong, seededRandom, shares } from './random';
import type { Plan, Tree } from './tree';

const baihuating = '510522001001';
const guiyuanlin = '510522001006';

const grids = 90;
const compounds = 48;
const oldCompounds = 21;
const compoundsUnderRenovation = 18;
const modelCompounds = 6;

/** More than the 428 published building heads (H28), so that a few vacancies can be seen. */
const buildings = 436;

/** Hejiang: two streets, 13 urban communities, 90 grids with their buildings (H1, H22, H23, H28). */
export const hejiang: Plan = {
  label: 'h',
  centres: {
    510000: [104.07, 30.67],
    510500: [105.44, 28.87],
    510522: [105.83, 28.81],
  },

  governed: (tree) => [...tree.streets, ...communitiesOfStreets(tree)],

  grow(tree) {
    const communities = communitiesOfStreets(tree);
    const random = seededRandom('hejiang');
    const gridsOf = shares(random, grids, communities.length, 5);
    const compoundsOf = evenly(compounds, communities.length);
    const buildingsOf = shares(random, buildings, grids, 2);
    let compoundsSoFar = 0;
    let gridsSoFar = 0;

    for (const [at, community] of communities.entries()) {
      const add = growerOf(tree, community);
      const inCompounds = Array.from({ length: compoundsOf[at]! }, (_, index) =>
        add.compound(
          compoundAt(compoundsSoFar++),
          community.code === baihuating && index === 0 ? '江南小区' : undefined,
        ),
      );

      for (let index = 0; index < gridsOf[at]!; index++) {
        const grid = add.grid(between(add.random, 240, 340), inCompounds[index]);
        const householdsOf = shares(add.random, grid.householdCount!, buildingsOf[gridsSoFar++]!, 10);
        const built = householdsOf.map((count, number) => building(tree, grid, number + 1, count));
        if (community.code === guiyuanlin && index === 0) sampledHouseholds(tree, built[0]!, 12);
      }
    }
  },
};

/** The urban communities (城市社区) of the article are those of the two streets; the towns have 30 more. */
function communitiesOfStreets(tree: Tree) {
  const streets = new Set(tree.streets.map(({ id }) => id));
  return tree.urbanCommunities.filter(({ parentId }) => streets.has(parentId ?? ''));
}

function compoundAt(index: number) {
  const random = seededRandom(`hejiang compound ${index}`);
  const placeAmongOld = placeAmong(index, compounds, oldCompounds);
  const isOld = placeAmongOld >= 0;
  return ordinaryCompound(random, {
    isOld,
    isUnderRenovation: isOld && placeAmongOld < compoundsUnderRenovation,
    isModel: isChosen(index, compounds, modelCompounds),
    propertyMode: isOld && random() < 0.4 ? 'SELF_MANAGED' : 'COMPANY',
  });
}
