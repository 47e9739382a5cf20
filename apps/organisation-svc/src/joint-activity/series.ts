import type { ActivitySeries } from '../locality';

/** A year in which a recurring day was held. */
export interface YearHeld {
  year: number;
  activities: number;
  personTimes: number;
}

/** A recurring day within the locality whose profile names it. */
export interface SeriesOf extends ActivitySeries {
  /** The path of the locality. */
  path: string;
}

/** How many years follow one another without a gap, up to the latest; given the latest first. */
export function consecutiveYears(years: readonly { year: number }[]) {
  const [latest] = years;
  if (!latest) return 0;
  const gap = years.findIndex(({ year }, at) => year !== latest.year - at);
  return gap < 0 ? years.length : gap;
}
