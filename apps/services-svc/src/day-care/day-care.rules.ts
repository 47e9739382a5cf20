import { dateIn, deadlineOf, type LocalDate } from '@jinlin/calendar';
import { calendarAt, inForce, type Profile, ruleAt } from '@jinlin/profile';

/** What an applicant goes first by, or after others. */
interface DayCarePriority {
  key: string;
  title: { zh: string; en: string };
}

/** Who may come to day care and who goes first, under one version of the rule (D24). */
export interface DayCareRule {
  ruleVersion: string;
  fromAge: number;
  priorities: readonly DayCarePriority[];
  /** The place among the priorities of the first that fits; after all of them when none does. */
  rankOf(applicant: { age: number; groups: readonly string[] }): number;
  /** Until when a place that was offered then must be accepted. */
  acceptBy(at: Date): Date;
}

/** What a locality's profile says of day care. */
export interface DayCareRules {
  /** Null where the profile says nothing of it, or did not yet. */
  dayCare(on: LocalDate): DayCareRule | null;
}

export const dayCareRulesOf = (profile: Profile): DayCareRules => ({
  dayCare(on) {
    if (!ruleAt(profile, 'dayCare', on)) return null;
    const { fromAge, priorities, acceptWithin, ruleVersion } = inForce(profile, 'dayCare', on);
    return {
      ruleVersion,
      fromAge,
      priorities,
      rankOf({ age, groups }) {
        const rank = priorities.findIndex(
          (priority) =>
            age >= (priority.fromAge ?? 0) &&
            (priority.groups?.some((group) => groups.includes(group)) ?? true),
        );
        return rank < 0 ? priorities.length : rank;
      },
      // Nothing pauses it, so that there is a moment.
      acceptBy: (at) => deadlineOf(acceptWithin, at, [], calendarAt(profile, dateIn(at))!).dueAt!,
    };
  },
});
