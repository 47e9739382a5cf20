import type { LocalDate } from '@jinlin/calendar';
import { inForce, type Profile, ruleAt } from '@jinlin/profile';

/** An occupation or a skill. */
export interface EmploymentTerm {
  key: string;
  title: { zh: string; en: string };
}

/** By what people and work are matched, and how soon a family is to be cleared, under one version of the rule (S20). */
export interface EmploymentRule {
  ruleVersion: string;
  occupations: readonly EmploymentTerm[];
  skills: readonly EmploymentTerm[];
  /** What speaks for a match, in points that add up to 100. */
  weights: { occupation: number; skills: number; schooling: number; wage: number; nearness: number };
  clearWithinDays: number;
}

/** What a locality's profile says of employment. */
export interface EmploymentRules {
  /** Null where the profile says nothing. */
  employment(on: LocalDate): EmploymentRule | null;
}

export const employmentRulesOf = (profile: Profile): EmploymentRules => ({
  employment: (on) => (ruleAt(profile, 'employment', on) ? inForce(profile, 'employment', on) : null),
});
