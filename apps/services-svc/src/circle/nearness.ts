import { around, distance } from 'geokdbush';
import KDBush from 'kdbush';

/** A point on the map, in degrees (WGS 84). */
export interface Point {
  longitude: number;
  latitude: number;
}

export interface Near {
  /** How many at most; the nearest first. */
  count?: number;
  withinMetres?: number;
}

/** Knows of some points on the globe which are near another, by great circles. */
export function nearness<Known extends Point>(points: readonly Known[]) {
  const tree = new KDBush(points.length);
  for (const { longitude, latitude } of points) tree.add(longitude, latitude);
  tree.finish();

  return (
    { longitude, latitude }: Point,
    { count, withinMetres = Number.POSITIVE_INFINITY }: Near,
  ): Known[] => around(tree, longitude, latitude, count, withinMetres / 1000).map((index) => points[index]!);
}

export type Nearness<Known extends Point> = ReturnType<typeof nearness<Known>>;

/** The great-circle distance. */
export const metresBetween = (from: Point, to: Point) =>
  distance(from.longitude, from.latitude, to.longitude, to.latitude) * 1000;
