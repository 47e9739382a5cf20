import { dateIn, type LocalDate, type TimeLimit, type WorkingCalendar } from '@jinlin/calendar';
import { idOf } from '@jinlin/localities';
import { calendarAt, inForce, localitiesBy, type Profile, ruleAt, subsidyFen } from '@jinlin/profile';
import type { PointsMechanism, RiskTier } from './generated/graphql';
import { type SiteRules, siteRulesOf } from './site/site.rules';

/** How long may pass from one visit to the next: so many days, or so many calendar months. */
export type Round = { days: number } | { months: number };

/** How often elders are visited, under one version of the rule. */
export interface VisitRule {
  ruleVersion: string;
  roundOf(tier: RiskTier): Round;
  groups: readonly { key: string; title: { zh: string; en: string } }[];
  /** The tier of an elder of these groups when nobody says otherwise: those in special difficulty are visited monthly. */
  tierOf(groups: readonly string[]): RiskTier;
}

/** What the public purse adds to a meal, under one version of the rule. */
export interface MealRule {
  ruleVersion: string;
  /** What a meal costs where nobody says otherwise, in fen. */
  standardPrice: number;
  /** Elder canteens are for people of this age and above. */
  fromAge: number;
  /** In fen, and never more than the price. */
  subsidy(age: number, price: number): number;
}

/** What service earns and what it entitles to, under one version of the rule (X14). */
export interface PointsRule {
  ruleVersion: string;
  pointsPerHour: number;
  benefits: readonly { mechanism: PointsMechanism; title: { zh: string; en: string }; fromPoints: number }[];
}

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

/** What this service needs to know of a locality's profile. Each rule is the one in force on the day given. */
export interface LocalityRules extends SiteRules {
  code: string;
  /** Square metres of station per 100 households that the locality asks for (S18). */
  stationSpace(on: LocalDate): { threshold: number; ruleVersion: string };
  visits(on: LocalDate): VisitRule;
  meals(on: LocalDate): MealRule;
  /** Null where the locality runs no points, or did not yet. */
  points(on: LocalDate): PointsRule | null;
  /** By which the time for applications is counted. */
  calendar(at: Date): WorkingCalendar;
  /** Null where there is no one window, or was not yet (D12). */
  windowServices(on: LocalDate): { services: readonly WindowService[]; ruleVersion: string } | null;
}

/** The rules of one locality, read from its profile. */
export const rulesOf = (profile: Profile): LocalityRules => ({
  code: profile.code,
  ...siteRulesOf(profile),

  stationSpace(on) {
    const { stationSquareMetresPer100Households: threshold, ruleVersion } = inForce(
      profile,
      'thresholds',
      on,
    );
    return { threshold, ruleVersion };
  },

  visits(on) {
    const { tiers, groups: inDifficulty, ruleVersion } = inForce(profile, 'visits', on);
    return {
      ruleVersion,
      groups: inDifficulty,
      roundOf(wanted) {
        const tier = tiers.find(({ tier }) => tier === wanted);
        if (!tier) throw new Error(`${profile.code} has no rounds for the tier ${wanted}.`);
        return roundOf(tier);
      },
      tierOf: (groups) => (inDifficulty.some(({ key }) => groups.includes(key)) ? 'KEY' : 'GENERAL'),
    };
  },

  meals(on) {
    const rule = inForce(profile, 'canteen', on);
    return {
      ruleVersion: rule.ruleVersion,
      standardPrice: rule.mealPriceFen,
      fromAge: rule.subsidyTiers[0]!.fromAge,
      subsidy: (age, price) => Math.min(subsidyFen(rule, age), price),
    };
  },

  points: (on) => (ruleAt(profile, 'points', on) ? inForce(profile, 'points', on) : null),

  calendar: (at) =>
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

const days = { WEEK: 7, MONTH: 30, QUARTER: 91 };
const months = { MONTH: 1, QUARTER: 3 };

/** One visit a month is due by the same day of the next month; several are spread over its days. */
const roundOf = ({ every, visits }: { every: keyof typeof days; visits: number }): Round =>
  every === 'WEEK' || visits > 1 ? { days: Math.floor(days[every] / visits) } : { months: months[every] };

/** The localities of the folder, read once at start; a faulty profile stops the start. */
export const localities = localitiesBy(rulesOf);
