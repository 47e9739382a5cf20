import { building, growerOf, ordinaryCompound, sampledHouseholds } from './grow';
import { between, isChosen, oneOf, seededRandom, shares } from './random';
import type { Plan } from './tree';

const dongjieStreet = '350102004';
const junmen = '350102004001';

const compounds = 3847;
const boutiqueCompounds = 56;

/**
 * Fuzhou: 3 847 compounds, each one grid, 56 of them boutique compounds (F3, F18). Buildings are sampled in the
 * communities of 东街街道, households in 军门社区 alone.
 */
export const fuzhou: Plan = {
  label: 'f',
  centres: {
    350000: [119.3, 26.08],
    350100: [119.3, 26.07],
    350102: [119.3, 26.08],
    350103: [119.31, 26.05],
    350104: [119.27, 26.05],
    350105: [119.46, 25.99],
    350111: [119.33, 26.08],
    350112: [119.52, 25.96],
    350121: [119.13, 26.15],
    350122: [119.54, 26.2],
    350123: [119.55, 26.49],
    350124: [118.86, 26.22],
    350125: [118.93, 25.87],
    350128: [119.79, 25.5],
    350181: [119.38, 25.72],
  },

  grow(tree) {
    const communities = tree.urbanCommunities;
    const compoundsOf = shares(seededRandom('fuzhou'), compounds, communities.length, 1);
    let compoundsSoFar = 0;

    for (const [at, community] of communities.entries()) {
      const add = growerOf(tree, community);
      for (let index = 0; index < compoundsOf[at]!; index++) {
        const compound = add.compound(compoundAt(compoundsSoFar++));
        const grid = add.grid(between(add.random, 214, 340), compound);
        if (!community.code.startsWith(dongjieStreet)) continue;

        const householdsOf = shares(add.random, grid.householdCount!, between(add.random, 4, 8), 12);
        const built = householdsOf.map((count, number) => building(tree, grid, number + 1, count));
        if (community.code === junmen && index === 0) sampledHouseholds(tree, built[0]!, 12);
      }
    }
  },
};

function compoundAt(index: number) {
  const random = seededRandom(`fuzhou compound ${index}`);
  const isOld = random() < 0.3;
  return ordinaryCompound(random, {
    isOld,
    isModel: isChosen(index, compounds, boutiqueCompounds),
    propertyMode: isOld ? oneOf(random, ['COMPANY', 'PACKAGE', 'SELF_MANAGED']) : 'COMPANY',
  });
}
