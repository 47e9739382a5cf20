import { dateIn, type LocalDate, type TimeLimit, type WorkingCalendar } from '@jinlin/calendar';
import { idOf } from '@jinlin/localities';
import { calendarAt, inForce, type Profile, ruleAt } from '@jinlin/profile';

/** Something that an applicant hands in. */
export interface WindowMaterial {
  key: string;
  title: { zh: string; en: string };
  isRequired: boolean;
}

/** Something that people apply for at the one window (D12). */
export interface WindowService {
  key: string;
  title: { zh: string; en: string };
  /** Who decides. */
  unitId: string;
  limit: TimeLimit;
  materials: readonly WindowMaterial[];
  mayBeOnBehalf: boolean;
}

/** What a locality's profile says of its one window. */
export interface WindowRules {
  /** By which the time for applications is counted. */
  workingCalendar(at: Date): WorkingCalendar;
  /** Null where there is no one window, or was not yet. */
  windowServices(on: LocalDate): { services: readonly WindowService[]; ruleVersion: string } | null;
}

export const windowRulesOf = (profile: Profile): WindowRules => ({
  workingCalendar: (at) =>
    calendarAt(profile, dateIn(at)) ?? calendarAt(profile, profile.workingHours[0]!.effectiveFrom)!,

  windowServices(on) {
    if (!ruleAt(profile, 'oneWindow', on)) return null;
    const { services, ruleVersion } = inForce(profile, 'oneWindow', on);
    return {
      ruleVersion,
      services: services.map(({ unit, materials, onBehalf = false, ...service }) => ({
        ...service,
        unitId: idOf('unit', `${profile.code}:${unit}`),
        materials: materials.map(({ optional = false, ...material }) => ({
          ...material,
          isRequired: !optional,
        })),
        mayBeOnBehalf: onBehalf,
      })),
    };
  },
});
