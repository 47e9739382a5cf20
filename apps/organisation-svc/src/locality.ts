import type { WorkingCalendar } from '@jinlin/calendar';
import {
  calendarAt,
  type Duty,
  inForce,
  type Localities as LocalitiesBy,
  localitiesBy,
  type Profile,
} from '@jinlin/profile';
import type { AreaLevel } from './generated/graphql';

/** A title in the languages that clients ask for. */
export interface Title {
  zh: string;
  en: string;
}

/** A post that a locality knows. */
export interface Post {
  code: string;
  title: Title;
  /** The level of area that it belongs to; null for the head of a unit. */
  level: AreaLevel | null;
}

/** That a role template wants a post filled by so many people. */
export interface Slot {
  post: Post;
  minimum: number;
}

export interface RoleTemplate {
  code: string;
  title: Title;
  level: AreaLevel;
  /** Only for places under a residents' committee (true) or a villagers' committee (false). */
  urban: boolean | null;
  slots: readonly Slot[];
  /** The N of 4+N: how many linked units belong to the team at least (H4); null where none do. */
  linkedUnits: number | null;
  ruleVersion: string;
}

/** What holders of posts owe again and again (H10), from a day until the next version begins. */
export interface DutyVersion {
  from: string;
  duties: readonly Duty[];
  /** How many duties the catalogue of first secretaries has (H5). */
  catalogueSlots: number;
  ruleVersion: string;
}

/** A field of work that leaders have charge of and communities have needs in (H2). */
export interface WorkField {
  key: string;
  title: Title;
}

/** A kind of household that members must visit (F11). */
export interface VisitCategory {
  code: string;
  title: Title;
}

/** What this service needs to know of a locality's profile. */
export interface LocalityRules {
  code: string;
  /** What the locality calls the areas of a level. */
  levelTitle(level: AreaLevel): Title | undefined;
  posts: readonly Post[];
  post(code: string): Post | undefined;
  /** The post that heads the areas of a level. */
  headOf(level: AreaLevel): string | undefined;
  /** The role templates in force on a day, with the slots of their normal rosters. */
  templates(day: string): readonly RoleTemplate[];
  /** The versions of the duty rule, oldest first; none where nothing is owed. */
  duties: readonly DutyVersion[];
  calendar(day: string): WorkingCalendar;
  workFields: readonly WorkField[];
  /** The kinds of households that its members must visit; none where they need not. */
  visitCategories: readonly VisitCategory[];
}

export type Localities = LocalitiesBy<LocalityRules>;

/** Whoever heads a unit. Every locality has this post; all others are its own. */
export const UNIT_LEADER: Post = {
  code: 'UNIT_LEADER',
  title: { zh: '负责人', en: 'Head of the unit' },
  level: null,
};

/** The rules of one locality, read from its profile. */
export function rulesOf(profile: Profile): LocalityRules {
  const { code, levels } = profile;
  const posts = [
    ...profile.posts.map(({ kind, title, level }) => ({ code: kind, title, level })),
    UNIT_LEADER,
  ];
  const postOf = new Map<string, Post>(posts.map((post) => [post.code, post]));

  return {
    code,
    levelTitle: (wanted) => levels.find(({ level }) => level === wanted)?.title,
    posts,
    post: (wanted) => postOf.get(wanted),
    headOf: (wanted) => levels.find(({ level }) => level === wanted)?.head,
    templates(day) {
      const { templates, ruleVersion } = inForce(profile, 'roleTemplates', day);
      return templates.map(({ key, title, level, area, slots, linkedUnits }) => ({
        code: key,
        title,
        level,
        urban: area ? area === 'URBAN' : null,
        // The profile is refused when a template names a post that it does not list.
        slots: slots.normal.map(({ post, min }) => ({ post: postOf.get(post)!, minimum: min })),
        linkedUnits: linkedUnits ?? null,
        ruleVersion,
      }));
    },
    duties: (profile.duties ?? []).map(({ version, effectiveFrom, duties, catalogueSlots }) => ({
      from: effectiveFrom,
      duties,
      catalogueSlots: catalogueSlots ?? 0,
      ruleVersion: `${code}/duties/${version}`,
    })),
    // What was before the first version of the hours is reckoned by it.
    calendar: (day) =>
      calendarAt(profile, day) ?? calendarAt(profile, profile.workingHours[0]!.effectiveFrom)!,
    workFields: profile.workFields ?? [],
    visitCategories: (profile.memberVisits?.at(-1)?.categories ?? []).map(({ key, title }) => ({
      code: key,
      title,
    })),
  };
}

/** The localities of the folder, read once at start; a faulty profile stops the start. */
export const localities: Localities = localitiesBy(rulesOf);
