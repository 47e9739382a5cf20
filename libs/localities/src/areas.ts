import { localitiesFolder, localityCodesIn } from '@jinlin/profile';
import type { AreaChangeSeed, AreaSeed } from './area';
import { duyun } from './duyun';
import { fuzhou } from './fuzhou';
import { gridForTheRest } from './grow';
import { hejiang } from './hejiang';
import { shenyang } from './shenyang';
import { type Plan, realAreasOf, Tree } from './tree';
import { xianyou } from './xianyou';

const plans: Record<string, Plan> = {
  '210100': shenyang,
  '350100': fuzhou,
  '350322': xianyou,
  '510522': hejiang,
  '522701': duyun,
};

/** A locality without a plan of its own gets its real areas and one grid a community; z marks its labels. */
const plainPlan = (locality: string): Plan => ({
  label: `z${Number(locality).toString(36)}`,
  centres: {},
});

/** The codes of every locality that has a folder. */
export const localityCodes: readonly string[] = localityCodesIn(localitiesFolder);

/**
 * What lies in a locality, and what the locality lies in: parents first. The real areas reach down to communities and
 * villages; what lies below is generated, and the same in every run.
 */
export const areasOf = (locality: string): AreaSeed[] => grownOnce(locality).areas;

/** The dated acts by which areas of a locality followed one another. */
export const areaChangesOf = (locality: string): AreaChangeSeed[] => grownOnce(locality).changes;

/** The areas of several localities, parents first, each once: a province may hold two of them. */
export function areasOfAll(localities: readonly string[] = localityCodes): AreaSeed[] {
  const byId = new Map<string, AreaSeed>();
  for (const area of localities.flatMap((code) => areasOf(code)))
    if (!byId.has(area.id)) byId.set(area.id, area);
  return [...byId.values()];
}

const trees = new Map<string, Tree>();

/** A loading asks for a locality's places again and again; they are grown for the first time only. */
function grownOnce(locality: string): Tree {
  const tree = trees.get(locality) ?? grownTree(locality);
  trees.set(locality, tree);
  return tree;
}

/** The tree of a locality, out of the areas in its folder and its plan. */
export function grownTree(locality: string, folder = localitiesFolder): Tree {
  const plan = plans[locality] ?? plainPlan(locality);
  const tree = new Tree(locality, plan);

  const byCode = new Map<string, AreaSeed>();
  for (const [code, name, level, parent] of realAreasOf(folder, locality)) {
    byCode.set(code, tree.add(byCode.get(parent) ?? null, { code, name, level }));
  }
  plan.grow?.(tree);
  gridForTheRest(tree);

  for (const area of plan.governed?.(tree) ?? [...tree.streets, ...tree.urbanCommunities])
    area.governed = true;
  tree.countHouseholds();
  countPeople(tree);
  return tree;
}

/** Printed of Hejiang (A-H0b); of the others no registered population is. */
const registeredPopulations: Record<string, number> = { '510522': 910_000 };

/** Two and a half people a household: about what the census of 2020 found in cities. */
const peoplePerHousehold = 2.5;

function countPeople(tree: Tree) {
  for (const area of tree.urbanCommunities) {
    area.registeredPopulation = Math.round((area.householdCount ?? 0) * peoplePerHousehold);
  }
  for (const area of tree.areas) {
    area.registeredPopulation = registeredPopulations[area.code] ?? area.registeredPopulation;
  }
}
