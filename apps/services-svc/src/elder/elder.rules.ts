import { dateIn, deadlineOf, type LocalDate } from '@jinlin/calendar';
import { calendarAt, inForce, type Profile } from '@jinlin/profile';
import type { RiskTier } from '../generated/graphql';

/** How long may pass from one visit to the next: so many days, or so many calendar months. */
export type Round = { days: number } | { months: number };

/** How often elders are visited, under one version of the rule. */
export interface VisitRule {
  ruleVersion: string;
  roundOf(tier: RiskTier): Round;
  groups: readonly { key: string; title: { zh: string; en: string } }[];
  /** The tier of an elder of these groups when nobody says otherwise: those in special difficulty are visited monthly. */
  tierOf(groups: readonly string[]): RiskTier;
  /** Until when somebody must see an elder after a major change that was told then. */
  afterMajorChange(at: Date): Date;
}

/** What a locality's profile says of visits to elders. */
export interface ElderRules {
  visits(on: LocalDate): VisitRule;
}

export const elderRulesOf = (profile: Profile): ElderRules => ({
  visits(on) {
    const { tiers, groups, tierRules = [], afterMajorChange, ruleVersion } = inForce(profile, 'visits', on);
    return {
      ruleVersion,
      groups,
      roundOf(wanted) {
        const tier = tiers.find(({ tier }) => tier === wanted);
        if (!tier) throw new Error(`${profile.code} has no rounds for the tier ${wanted}.`);
        return roundOf(tier);
      },
      tierOf(of) {
        const rule = tierRules.find((each) => each.groups.every((group) => of.includes(group)));
        return rule?.tier ?? (groups.some(({ key }) => of.includes(key)) ? 'KEY' : 'GENERAL');
      },
      // Nothing pauses it, so that there is a moment.
      afterMajorChange: (at) => deadlineOf(afterMajorChange, at, [], calendarAt(profile, dateIn(at))!).dueAt!,
    };
  },
});

const days = { WEEK: 7, MONTH: 30, QUARTER: 91 };
const months = { MONTH: 1, QUARTER: 3 };

/** One visit a month is due by the same day of the next month; several are spread over its days. */
const roundOf = ({ every, visits }: { every: keyof typeof days; visits: number }): Round =>
  every === 'WEEK' || visits > 1 ? { days: Math.floor(days[every] / visits) } : { months: months[every] };
