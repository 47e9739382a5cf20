import type { LocalDate } from '@jinlin/calendar';
import { inForce, type Profile, subsidyFen } from '@jinlin/profile';
import type { SubsidyBasis } from '../generated/graphql';

interface Coded {
  key: string;
  title: { zh: string; en: string };
}

/** One part of what the public purse adds to a meal, in fen. */
export interface SubsidyLine {
  basis: SubsidyBasis;
  /** The hardship or the day, by its key in the profile; null for the age. */
  code: string | null;
  amount: number;
}

/** What the public purse adds to a meal, under one version of the rule. */
export interface MealRule {
  ruleVersion: string;
  /** What a meal costs where nobody says otherwise, in fen. */
  standardPrice: number;
  /** Elder canteens are for people of this age and above. */
  fromAge: number;
  hardships: readonly Coded[];
  days: readonly Coded[];
  /** By age, hardship and day; together never more than the price. */
  subsidy(eater: { age: number; hardships: readonly string[] }, price: number): SubsidyLine[];
}

/** What a locality's profile says of canteens. */
export interface CanteenRules {
  meals(on: LocalDate): MealRule;
}

export const canteenRulesOf = (profile: Profile): CanteenRules => ({
  meals(on) {
    const rule = inForce(profile, 'canteen', on);
    const { hardships = [], days = [] } = rule;
    return {
      ruleVersion: rule.ruleVersion,
      standardPrice: rule.mealPriceFen,
      fromAge: rule.subsidyTiers[0]!.fromAge,
      hardships,
      days,
      subsidy(eater, price) {
        const [worst] = hardships
          .filter(({ key }) => eater.hardships.includes(key))
          .sort((a, b) => b.perMealFen - a.perMealFen);
        const feast = days.find((day) => day.on.includes(on) || day.on.includes(on.slice(5)));
        return within(price, [
          { basis: 'AGE', code: null, amount: subsidyFen(rule, eater.age) },
          { basis: 'HARDSHIP', code: worst?.key ?? null, amount: worst?.perMealFen ?? 0 },
          { basis: 'DAY', code: feast?.key ?? null, amount: feast?.perMealFen ?? 0 },
        ]);
      },
    };
  },
});

/** The lines that are worth something, cut off where they come to the price. */
function within(price: number, lines: readonly SubsidyLine[]) {
  let left = price;
  return lines.flatMap((line) => {
    const amount = Math.min(line.amount, left);
    left -= amount;
    return amount > 0 ? [{ ...line, amount }] : [];
  });
}

/** What the lines of a subsidy come to, in fen. */
export const sumOf = (lines: readonly SubsidyLine[]) => lines.reduce((sum, { amount }) => sum + amount, 0);
