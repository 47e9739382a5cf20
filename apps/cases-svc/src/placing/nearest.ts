import type { EntityManager } from 'typeorm';

/** A place on the map, in degrees. */
export interface Coordinates {
  longitude: number;
  latitude: number;
}

/** A community whose middle on the map is known. */
export interface KnownCommunity extends Coordinates {
  id: string;
  code: string;
  path: string;
}

/** Metres beyond which a community is nobody's nearest: the place is then outside what is known. */
const FARTHEST = 3_000;

/** Metres from the equator to a pole, for each degree. */
const DEGREE = 111_195;

/** The communities of an area of which somebody has said where they are. */
export const communitiesWithin = (
  db: Pick<EntityManager, 'query'>,
  path: string | null,
): Promise<KnownCommunity[]> =>
  db.query(
    `select id, code, path, longitude, latitude from area
     where level = 'COMMUNITY' and valid_to is null and longitude is not null and latitude is not null
       and path >= $1 and path < $1 || '~'`,
    [path ?? '/none/'],
  );

/** The community whose middle is nearest to a place; null when none is near. */
export function nearest(communities: readonly KnownCommunity[], place: Coordinates): KnownCommunity | null {
  let best: KnownCommunity | null = null;
  let least = FARTHEST;
  for (const community of communities) {
    const distance = metresBetween(community, place);
    if (distance >= least) continue;
    best = community;
    least = distance;
  }
  return best;
}

/** Metres between two places, as if the ground between them were flat: right to a thousandth within a county. */
function metresBetween(one: Coordinates, other: Coordinates) {
  const north = one.latitude - other.latitude;
  const east = (one.longitude - other.longitude) * Math.cos((other.latitude * Math.PI) / 180);
  return Math.hypot(north, east) * DEGREE;
}
