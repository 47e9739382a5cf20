import type { LocalDate } from '@jinlin/calendar';
import { inForce, localitiesBy, type Profile, ruleAt } from '@jinlin/profile';
import { type WindowRules, windowRulesOf } from './application/application.rules';
import { type CanteenRules, canteenRulesOf } from './canteen/canteen.rules';
import { type CourseRules, courseRulesOf } from './course/course.rules';
import { type DayCareRules, dayCareRulesOf } from './day-care/day-care.rules';
import { type ElderRules, elderRulesOf } from './elder/elder.rules';
import { type EmploymentRules, employmentRulesOf } from './employment/employment.rules';
import type { PointsMechanism } from './generated/graphql';
import { type SiteRules, siteRulesOf } from './site/site.rules';

/** What service earns and what it entitles to, under one version of the rule (X14). */
export interface PointsRule {
  ruleVersion: string;
  pointsPerHour: number;
  benefits: readonly { mechanism: PointsMechanism; title: { zh: string; en: string }; fromPoints: number }[];
}

/** What this service needs to know of a locality's profile. Each rule is the one in force on the day given. */
export interface LocalityRules
  extends SiteRules,
    ElderRules,
    CanteenRules,
    DayCareRules,
    WindowRules,
    CourseRules,
    EmploymentRules {
  code: string;
  /** Square metres of station per 100 households that the locality asks for (S18). */
  stationSpace(on: LocalDate): { threshold: number; ruleVersion: string };
  /** Null where the locality runs no points, or did not yet. */
  points(on: LocalDate): PointsRule | null;
}

/** The rules of one locality, read from its profile. */
export const rulesOf = (profile: Profile): LocalityRules => ({
  code: profile.code,
  ...siteRulesOf(profile),
  ...elderRulesOf(profile),
  ...canteenRulesOf(profile),
  ...dayCareRulesOf(profile),
  ...windowRulesOf(profile),
  ...courseRulesOf(profile),
  ...employmentRulesOf(profile),

  stationSpace(on) {
    const { stationSquareMetresPer100Households: threshold, ruleVersion } = inForce(
      profile,
      'thresholds',
      on,
    );
    return { threshold, ruleVersion };
  },

  points: (on) => (ruleAt(profile, 'points', on) ? inForce(profile, 'points', on) : null),
});

/** The localities of the folder, read once at start; a faulty profile stops the start. */
export const localities = localitiesBy(rulesOf);
