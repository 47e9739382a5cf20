import type { LocalDate } from '@jinlin/calendar';
import { inForce, type Profile, ruleAt } from '@jinlin/profile';

/** Under what a locality teaches. */
export interface CourseProgramme {
  key: string;
  title: { zh: string; en: string };
}

/** What a locality's profile says of its courses. */
export interface CourseRules {
  /** Null where the profile names no programmes. */
  education(on: LocalDate): {
    programmes: readonly CourseProgramme[];
    /** At how many of the sessions held a learner completes a course. */
    completionPercent: number;
    ruleVersion: string;
  } | null;
}

export const courseRulesOf = (profile: Profile): CourseRules => ({
  education: (on) => (ruleAt(profile, 'education', on) ? inForce(profile, 'education', on) : null),
});
