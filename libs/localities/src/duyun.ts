import type { AreaSeed } from './area';
import { evenly, growerOf, household, oneGrid, ordinaryCompound, unit } from './grow';
import { between, isChosen, seededRandom, shares } from './random';
import type { Plan, Tree } from './tree';

const pingqiao = '522701001003';

/** The day of the adjustment from 26 to 45 communities (D13). Published is the year; the day is ours. */
const splitOn = '2022-04-01';

/** Those that stayed whole: 平桥, 西苑, 思源 and 甘塘, and the committees of three towns. Which did is ours to say. */
const unchanged = new Set([
  pingqiao,
  '522701001008',
  '522701004012',
  '522701006001',
  '522701106001',
  '522701107001',
  '522701111001',
]);

/** In 2023 the statistics bureau lists two town committees more than the 45 communities of the article. */
const notCounted = new Set(['522701111002', '522701111004']);

const grids = 484;
const compounds = 150;
const compoundsUnderRenovation = 30;
const jointHouseholds = 6742;

/**
 * Duyun: 26 communities until the spring of 2022 and 45 after it (D13), 484 urban grids and 6 742 joint households of
 * about ten households each, one level below the grid (D5).
 */
export const duyun: Plan = {
  label: 'd',
  centres: {
    520000: [106.71, 26.58],
    522700: [107.52, 26.25],
    522701: [107.52, 26.26],
  },

  governed: (tree) => [
    ...tree.streets,
    ...tree.areas.filter(({ level, urban, code }) => level === 'COMMUNITY' && urban && !notCounted.has(code)),
  ],

  grow(tree) {
    splitCommunities(tree);
    const communities = tree.urbanCommunities;
    const random = seededRandom('duyun');
    const gridsOf = shares(random, grids, communities.length, 4);
    const compoundsOf = evenly(compounds, communities.length);
    const jointHouseholdsOf = evenly(jointHouseholds, grids);
    let compoundsSoFar = 0;
    let gridsSoFar = 0;

    for (const [at, community] of communities.entries()) {
      const add = growerOf(tree, community);
      const inCompounds = Array.from({ length: compoundsOf[at]! }, (_, index) =>
        community.code === pingqiao && index === 0
          ? add.compound(waterside, '水榭花都小区')
          : add.compound(compoundAt(compoundsSoFar++)),
      );

      for (let index = 0; index < gridsOf[at]!; index++) {
        const householdsOf = Array.from({ length: jointHouseholdsOf[gridsSoFar++]! }, () =>
          between(add.random, 8, 12),
        );
        const inGrid = householdsOf.reduce((sum, count) => sum + count, 0);
        const grid = add.grid(inGrid, inCompounds[index]);
        const joint = householdsOf.map((count, number) =>
          unit(tree, grid, number + 1, count, `第${number + 1}联户`),
        );
        if (community.code === pingqiao && index === 0) sampleHouseholds(tree, joint[0]!);
      }
    }
  },
};

/**
 * Nineteen communities were split in two. The 45 names are real; who was born of whom was not published, so that
 * neighbours in the list of a street are taken for the two halves of one.
 */
function splitCommunities(tree: Tree) {
  const born = tree.urbanCommunities.filter(({ code }) => !unchanged.has(code) && !notCounted.has(code));
  for (let at = 0; at + 1 < born.length; at += 2) {
    const past = tree.split(splitOn, [born[at]!, born[at + 1]!], {
      zh: '2022年社区规模调整（沿革为示意）',
      en: 'Adjustment of communities in 2022 (the lineage is illustrative)',
    });
    oneGrid(tree, past);
  }
}

/** The community's Party committee took it over when its property company failed (D1). */
const waterside = ordinaryCompound(seededRandom('水榭花都小区'), {
  propertyMode: 'PARTY_COMMITTEE_CUSTODY',
  managedSince: '2021-09-01',
});

function compoundAt(index: number) {
  const random = seededRandom(`duyun compound ${index}`);
  const isOld = isChosen(index, compounds - 1, compoundsUnderRenovation);
  return ordinaryCompound(random, {
    isOld,
    isUnderRenovation: isOld,
    propertyMode: isOld && random() < 0.5 ? 'SELF_MANAGED' : 'COMPANY',
  });
}

/** The households of one joint household are shown by the door; the others are counted only. */
function sampleHouseholds(tree: Tree, joint: AreaSeed) {
  for (let door = 1; door <= joint.householdCount!; door++) household(tree, joint, door, `${door}号`);
}
