import { dateIn, deadlineOf } from '@jinlin/calendar';
import { idOf } from '@jinlin/localities';
import {
  type Category,
  type Channel,
  calendarAt,
  categoryOf,
  handlingLimit,
  loadProfiles,
  type Profile,
  ruleAt,
} from '@jinlin/profile';
import type { RequestType, Urgency } from './generated/graphql';

/** Requests are sorted by this taxonomy of a profile, in every locality. */
const HOTLINE = 'hotline';

/** What a deadline depends on. */
export interface Asked {
  category: string;
  requestType: RequestType;
  urgency: Urgency;
}

/** What the acts on cases need to know of a locality's profile. Each rule is the one in force at the moment given. */
export interface LocalityRules {
  code: string;
  channels: readonly Channel[];
  channel(key: string): Channel | undefined;
  categories(at: Date): readonly Category[];
  category(code: string, at: Date): Category | undefined;
  /** The unit that the profile names for a category, by id. */
  unitFor(category: string, at: Date): string | null;
  /** By when a case handed over at `from` must be handled. */
  deadline(asked: Asked, from: Date): { dueAt: Date; isProvisional: boolean; ruleVersion: string };
  timesGivenBackAtMost(at: Date): number;
  timesReopenedAtMost(at: Date): number;
}

/** The localities that this service runs, by code. */
export interface Localities {
  all: readonly LocalityRules[];
  named(code: string): LocalityRules;
  /** The locality in which an area with this code lies. */
  of(areaCode: string): LocalityRules;
}

/** The rules of one locality, read from its profile. */
export function rulesOf(profile: Profile): LocalityRules {
  const { code, channels } = profile;
  const categoryRule = (at: Date) => inForce(profile, 'taxonomies', at);
  const deadlineRule = (at: Date) => inForce(profile, 'deadlines', at);
  const category = (wanted: string, at: Date) => categoryOf(categoryRule(at), HOTLINE, wanted);

  return {
    code,
    channels,
    channel: (key) => channels.find((channel) => channel.key === key),
    categories: (at) => categoryRule(at).taxonomies.find(({ key }) => key === HOTLINE)?.categories ?? [],
    category,
    unitFor(wanted, at) {
      const unit = category(wanted, at)?.unit;
      return unit ? idOf('unit', `${code}:${unit}`) : null;
    },
    deadline({ category: wanted, requestType, urgency }, from) {
      const rule = deadlineRule(from);
      const categoryType = category(wanted, from)?.type ?? 'GENERAL';
      const limit = handlingLimit(rule, { requestType, categoryType, urgency });
      const calendar = calendarAt(profile, dateIn(from));
      if (!calendar) throw new Error(`${code} has no working hours on ${dateIn(from)}.`);

      const { dueAt, provisional } = deadlineOf(limit, from, [], calendar);
      // Nothing is paused here, so the clock runs and the deadline is known.
      return { dueAt: dueAt!, isProvisional: provisional, ruleVersion: `${code}/deadlines/${rule.version}` };
    },
    timesGivenBackAtMost: (at) => deadlineRule(at).timesGivenBackAtMost,
    timesReopenedAtMost: (at) => deadlineRule(at).timesReopenedAtMost,
  };
}

function inForce<Block extends 'taxonomies' | 'deadlines'>(profile: Profile, block: Block, at: Date) {
  const rule = ruleAt(profile, block, dateIn(at));
  if (!rule) throw new Error(`${profile.code} has no ${block} on ${dateIn(at)}.`);
  return rule;
}

function localitiesOf(profiles: ReadonlyMap<string, Profile>): Localities {
  const all = [...profiles.values()].map(rulesOf);
  const byCode = new Map(all.map((rules) => [rules.code, rules]));

  return {
    all,
    named(code) {
      const rules = byCode.get(code);
      if (!rules) throw new Error(`No profile is loaded for the locality ${code}.`);
      return rules;
    },
    of(areaCode) {
      // 210100 stands for the whole of 2101: the zeros at its end are padding.
      const rules = all.find(({ code }) => areaCode.startsWith(code.replace(/(00)+$/, '')));
      if (!rules) throw new Error(`No locality holds the area ${areaCode}.`);
      return rules;
    },
  };
}

/** The localities of the folder, read once at start; a faulty profile stops the start. */
export const localities = localitiesOf(loadProfiles());
