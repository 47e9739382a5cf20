/** Where something is, in the tree and on the map. */
export interface Seated {
  id: string;
  path: string;
  longitude: number | null;
  latitude: number | null;
}

/** A unit that is to be paired; the stronger it is, the sooner it bears one more. */
export interface Bearer extends Seated {
  capacity: number;
}

/** A community that is to be paired. */
export interface Borne extends Seated {
  households: number;
}

/** Why a community was given to a unit. */
export interface Reasons {
  kilometres: number | null;
  nearerUnits: number;
  quota: number;
  capacity: number;
}

export interface Assignment {
  unitId: string;
  areaId: string;
  reasons: Reasons;
}

/**
 * Shares communities out among units: each goes to exactly one, loads differ by one at most, and stronger units bear
 * the odd ones. Within these bounds the nearest go together first; of those equally near, the largest community goes
 * first, and to the strongest unit.
 */
export function allocate(units: readonly Bearer[], communities: readonly Borne[]): Assignment[] {
  return assign(units, communities, quotas(units, communities.length));
}

/**
 * Shares out the communities of a unit that drops out. The objective is to move as few communities as possible: only
 * those that lost their unit, each to a unit that bears least then. Loads that were within one stay so, because one
 * is only ever added to the least.
 */
export function reallocate(
  units: readonly Bearer[],
  borne: ReadonlyMap<string, number>,
  left: readonly Borne[],
): Assignment[] {
  const quota = new Map(units.map(({ id }) => [id, borne.get(id) ?? 0]));
  const byStrength = strongestFirst(units);
  for (const _ of left) {
    const least = Math.min(...quota.values());
    const next = byStrength.find(({ id }) => quota.get(id) === least)!;
    quota.set(next.id, least + 1);
  }
  return assign(units, left, quota, borne);
}

/** How many communities each unit should bear. */
function quotas(units: readonly Bearer[], count: number) {
  const even = Math.floor(count / units.length);
  const odd = count % units.length;
  return new Map(strongestFirst(units).map(({ id }, place) => [id, even + (place < odd ? 1 : 0)]));
}

/** Goes through all possible pairs, the nearest first, and pairs whoever still has room. */
function assign(
  units: readonly Bearer[],
  communities: readonly Borne[],
  quota: ReadonlyMap<string, number>,
  borne: ReadonlyMap<string, number> = new Map(),
): Assignment[] {
  const load = new Map(units.map(({ id }) => [id, borne.get(id) ?? 0]));
  const distances = new Map(
    communities.map((community) => [community.id, units.map((unit) => distanceBetween(unit, community))]),
  );
  const pairs = communities
    .flatMap((community) =>
      units.map((unit, at) => ({ unit, community, distance: distances.get(community.id)![at]! })),
    )
    .sort(
      (a, b) =>
        compare(a.distance, b.distance) ||
        b.community.households - a.community.households ||
        b.unit.capacity - a.unit.capacity ||
        a.community.id.localeCompare(b.community.id) ||
        a.unit.id.localeCompare(b.unit.id),
    );

  const assigned = new Map<string, Assignment>();
  for (const { unit, community, distance } of pairs) {
    if (assigned.has(community.id) || load.get(unit.id) === quota.get(unit.id)) continue;
    load.set(unit.id, load.get(unit.id)! + 1);
    assigned.set(community.id, {
      unitId: unit.id,
      areaId: community.id,
      reasons: {
        kilometres: distance.kilometres,
        nearerUnits: distances.get(community.id)!.filter((other) => compare(other, distance) < 0).length,
        quota: quota.get(unit.id)!,
        capacity: unit.capacity,
      },
    });
  }
  return [...assigned.values()];
}

const strongestFirst = (units: readonly Bearer[]) =>
  [...units].sort((a, b) => b.capacity - a.capacity || a.id.localeCompare(b.id));

/** By the map where both are on it; otherwise by how many levels of the tree lie between them. */
interface Distance {
  kilometres: number | null;
  steps: number;
}

/** Those on the map come before those that are not, so that the order holds among all. */
const compare = (a: Distance, b: Distance) =>
  Number(a.kilometres === null) - Number(b.kilometres === null) ||
  (a.kilometres ?? 0) - (b.kilometres ?? 0) ||
  a.steps - b.steps;

function distanceBetween(a: Seated, b: Seated): Distance {
  return { kilometres: kilometresBetween(a, b), steps: stepsBetween(a.path, b.path) };
}

function stepsBetween(a: string, b: string) {
  const [one, two] = [a.split('/'), b.split('/')];
  const parted = one.findIndex((label, at) => label !== two[at]);
  const shared = parted < 0 ? one.length : parted;
  return one.length + two.length - 2 * shared;
}

const EARTH = 6371;

/** Along the earth's surface, to ten metres; null when either is not on the map. */
function kilometresBetween(a: Seated, b: Seated) {
  if (a.longitude === null || a.latitude === null || b.longitude === null || b.latitude === null) return null;
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const north = radians(b.latitude - a.latitude);
  const east = radians(b.longitude - a.longitude);
  const chord =
    Math.sin(north / 2) ** 2 +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(east / 2) ** 2;
  return Math.round(2 * EARTH * Math.asin(Math.sqrt(chord)) * 100) / 100;
}
