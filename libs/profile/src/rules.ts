import { type TimeLimit, type WorkingCalendar, workingCalendar } from '@jinlin/calendar';
import type { SubsidyTier } from './blocks/elder-care';
import type { Category, CategoryType, RequestType, Urgency } from './blocks/requests';
import type { Profile } from './schema';

export type RuleBlock = {
  [Block in keyof Profile]-?: NonNullable<Profile[Block]> extends { effectiveFrom: string }[] ? Block : never;
}[keyof Profile];

/** One version of a block of rules. */
export type Rule<Block extends RuleBlock> = NonNullable<Profile[Block]>[number];

/** The version of a block that is in force on a day; undefined before the first one begins. */
export function ruleAt<Block extends RuleBlock>(
  profile: Profile,
  block: Block,
  date: string,
): Rule<Block> | undefined {
  const versions: readonly Rule<Block>[] = profile[block] ?? [];
  return versions.findLast(({ effectiveFrom }) => effectiveFrom <= date);
}

/** The working calendar on a day: the hours of the locality, the holidays of the country. */
export function calendarAt(profile: Profile, date: string): WorkingCalendar | undefined {
  const hours = ruleAt(profile, 'workingHours', date);
  if (!hours) return undefined;

  const calendar = calendars.get(hours) ?? workingCalendar(hours.periods);
  calendars.set(hours, calendar);
  return calendar;
}

/** A calendar costs far more to make than to ask; each version of the hours has one. */
const calendars = new WeakMap<Rule<'workingHours'>, WorkingCalendar>();

/** How long a unit may take, by the first rule that fits. */
export function handlingLimit(
  { handle }: Rule<'deadlines'>,
  asked: { requestType: RequestType; categoryType: CategoryType; urgency: Urgency },
): TimeLimit {
  const fits = (rule: (typeof handle)[number]) =>
    (!rule.requestType || rule.requestType === asked.requestType) &&
    (!rule.categoryType || rule.categoryType === asked.categoryType) &&
    (!rule.urgency || rule.urgency === asked.urgency);
  return handle.find(fits)!.limit;
}

/** The category of a code in a taxonomy. */
export const categoryOf = (
  { taxonomies }: Rule<'taxonomies'>,
  taxonomy: string,
  code: string,
): Category | undefined =>
  taxonomies.find(({ key }) => key === taxonomy)?.categories.find((category) => category.code === code);

/** What the public purse adds to a meal at an age, in fen. */
export function subsidyFen({ subsidyTiers }: Rule<'canteen'>, age: number): number {
  const covers = ({ fromAge, toAge }: SubsidyTier) => fromAge <= age && (toAge === undefined || age <= toAge);
  return subsidyTiers.find(covers)?.perMealFen ?? 0;
}
