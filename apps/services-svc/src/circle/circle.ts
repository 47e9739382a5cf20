import type { CircleRule } from '../site/site.rules';
import { type Nearness, nearness, type Point } from './nearness';
import type { Walking } from './walking';

/** A place where people live. */
export interface Home extends Point {
  areaId: string;
  path: string;
  households: number;
}

/** A site that is open. */
export interface OpenSite extends Point {
  id: string;
  kind: string;
}

/** The way on foot from a home to the nearest site of a kind. */
export interface Walk {
  kind: string;
  siteId: string | null;
  metres: number | null;
  minutes: number | null;
  isNear: boolean;
}

export interface HomeCircle extends Home {
  /** One for each kind of the circle. */
  walks: Walk[];
}

/** Finds the sites of a kind that are near; the trees are made for the kinds that are asked for. */
export function nearnessByKind(sites: readonly OpenSite[]) {
  const trees = new Map<string, Nearness<OpenSite>>();
  return (kind: string) => {
    const known = trees.get(kind) ?? nearness(sites.filter((site) => site.kind === kind));
    trees.set(kind, known);
    return known;
  };
}

export type NearnessByKind = ReturnType<typeof nearnessByKind>;

/** What each home has near: for every kind of the circle, the site that is nearest on foot. */
export async function circlesOf(
  homes: readonly Home[],
  near: NearnessByKind,
  rule: CircleRule,
  walking: Walking,
): Promise<HomeCircle[]> {
  const circles: HomeCircle[] = homes.map((home) => ({ ...home, walks: [] }));
  for (const kind of rule.kinds) {
    // A city takes a while; between two kinds others get their turn.
    await new Promise(setImmediate);
    const nearest = near(kind);
    const sites = homes.map((home) => nearest(home, { count: walking.candidates }));
    const legs = homes.flatMap((from, at) => sites[at]!.map((to) => ({ from, to })));
    const metres = await walking.metres(legs);

    let leg = 0;
    for (const [at, { walks }] of circles.entries()) {
      const walked = sites[at]!.map((site) => ({ site, metres: metres[leg++]! }));
      const shortest = walked.toSorted((a, b) => a.metres - b.metres)[0];
      walks.push(walkOf(rule, kind, shortest));
    }
  }
  return circles;
}

function walkOf(
  { metresPerMinute, minutes: near }: CircleRule,
  kind: string,
  shortest: { site: OpenSite; metres: number } | undefined,
): Walk {
  if (!shortest) return { kind, siteId: null, metres: null, minutes: null, isNear: false };

  const { site, metres } = shortest;
  const minutes = metres / metresPerMinute;
  return {
    kind,
    siteId: site.id,
    metres: Math.round(metres),
    minutes: Math.round(minutes * 10) / 10,
    isNear: minutes <= near,
  };
}

export const isComplete = ({ walks }: HomeCircle) => walks.every(({ isNear }) => isNear);

export const householdsOf = (homes: readonly Home[]) =>
  homes.reduce((sum, { households }) => sum + households, 0);
