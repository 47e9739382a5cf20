import type { LocalDate } from '@jinlin/calendar';
import { inForce, localitiesBy, type Profile } from '@jinlin/profile';
import { type WindowRules, windowRulesOf } from './application/application.rules';
import { type CanteenRules, canteenRulesOf } from './canteen/canteen.rules';
import { type CourseRules, courseRulesOf } from './course/course.rules';
import { type DayCareRules, dayCareRulesOf } from './day-care/day-care.rules';
import { type ElderRules, elderRulesOf } from './elder/elder.rules';
import { type EmploymentRules, employmentRulesOf } from './employment/employment.rules';
import { type PointsRules, pointsRulesOf } from './points/points.rules';
import { type SiteRules, siteRulesOf } from './site/site.rules';

/** What this service needs to know of a locality's profile. Each rule is the one in force on the day given. */
export interface LocalityRules
  extends SiteRules,
    ElderRules,
    CanteenRules,
    DayCareRules,
    WindowRules,
    CourseRules,
    EmploymentRules,
    PointsRules {
  code: string;
  /** Square metres of station per 100 households that the locality asks for (S18). */
  stationSpace(on: LocalDate): { threshold: number; ruleVersion: string };
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
  ...pointsRulesOf(profile),

  stationSpace(on) {
    const { stationSquareMetresPer100Households: threshold, ruleVersion } = inForce(
      profile,
      'thresholds',
      on,
    );
    return { threshold, ruleVersion };
  },
});

/** The localities of the folder, read once at start; a faulty profile stops the start. */
export const localities = localitiesBy(rulesOf);
