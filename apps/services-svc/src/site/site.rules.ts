import type { LocalDate } from '@jinlin/calendar';
import { inForce, type Profile, ruleAt } from '@jinlin/profile';

interface Title {
  zh: string;
  en: string;
}

/** A kind of site, by the name that it goes by in a locality. */
export interface SiteKind {
  code: string;
  title: Title;
  /** It comes round by a timetable (H7). */
  isMobile: boolean;
  /** It is given one to five stars (F19). */
  isRated: boolean;
  /** It looks after elders, and so is to have an agreement with doctors (D24). */
  caresForElders: boolean;
  /** Doctors see people there, and so families sign up with it (S22). */
  isMedical: boolean;
}

/** One thing that must be there. */
export interface ChecklistItem {
  key: string;
  title: Title;
}

/** What sites of some kinds must have, under one version of the rule (D25). */
export interface Checklist {
  key: string;
  title: Title;
  kinds: readonly string[];
  items: readonly ChecklistItem[];
  ruleVersion: string;
}

/** What people are to find within a short walk, under one version of the rule (D23). */
export interface CircleRule {
  key: string;
  title: Title;
  kinds: readonly string[];
  minutes: number;
  metresPerMinute: number;
  /** How many times as long as the crow's way people's is. */
  detour: number;
  ruleVersion: string;
}

/** What a locality's profile says of sites. */
export interface SiteRules {
  siteKinds: readonly SiteKind[];
  /** What the locality says of a kind; of one that it does not have, no more than its code. */
  siteKind(code: string): SiteKind;
  checklists(on: LocalDate): readonly Checklist[];
  circles(on: LocalDate): readonly CircleRule[];
  /** The postal code of its seat, where it is known. */
  postalCode: string | null;
}

export function siteRulesOf(profile: Profile): SiteRules {
  const siteKinds = (profile.siteKinds ?? []).map(
    ({
      isMobile = false,
      isRated = false,
      caresForElders = false,
      isMedical = false,
      ...kind
    }): SiteKind => ({
      ...kind,
      isMobile,
      isRated,
      caresForElders,
      isMedical,
    }),
  );
  const byCode = new Map(siteKinds.map((kind) => [kind.code, kind]));
  return {
    siteKinds,
    siteKind: (code) => byCode.get(code) ?? unnamed(code),

    checklists(on) {
      if (!ruleAt(profile, 'siteChecklists', on)) return [];
      const { checklists, ruleVersion } = inForce(profile, 'siteChecklists', on);
      return checklists.map((checklist) => ({ ...checklist, ruleVersion }));
    },

    circles(on) {
      if (!ruleAt(profile, 'serviceCircles', on)) return [];
      const { circles, ...rule } = inForce(profile, 'serviceCircles', on);
      return circles.map((circle) => ({ ...rule, ...circle }));
    },

    postalCode: profile.postalCode ?? null,
  };
}

const unnamed = (code: string): SiteKind => ({
  code,
  title: { zh: code, en: code },
  isMobile: false,
  isRated: false,
  caresForElders: false,
  isMedical: false,
});
