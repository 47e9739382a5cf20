import type { LocalDate } from '@jinlin/calendar';
import { inForce, type Profile, ruleAt } from '@jinlin/profile';
import type { PointsMechanism } from '../generated/graphql';

/** How near to one another volunteers must be to hand points on. */
export type TransferReach = 'TEAM' | 'LOCALITY';

/** Something that earned points entitle to. */
export interface PointsBenefit {
  mechanism: PointsMechanism;
  title: { zh: string; en: string };
  fromPoints: number;
  /** Absent where it is granted once. */
  everyMonths?: number | undefined;
}

/** What service earns, what it entitles to, and what becomes of points, under one version of the rule (X14). */
export interface PointsRule {
  ruleVersion: string;
  pointsPerHour: number;
  benefits: readonly PointsBenefit[];
  /** Absent where points never lapse. */
  lapseAfterMonths?: number | undefined;
  /** Absent where nobody hands points on. */
  transfers?: { within: TransferReach; mostAMonth: number } | undefined;
}

/** What a locality's profile says of points. */
export interface PointsRules {
  /** Null where the locality runs no points, or did not yet. */
  points(on: LocalDate): PointsRule | null;
}

export const pointsRulesOf = (profile: Profile): PointsRules => ({
  points: (on) => (ruleAt(profile, 'points', on) ? inForce(profile, 'points', on) : null),
});
