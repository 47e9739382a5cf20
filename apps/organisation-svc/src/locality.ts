import { inForce, type Localities as LocalitiesBy, localitiesBy, type Profile } from '@jinlin/profile';
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
  ruleVersion: string;
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
      return templates.map(({ key, title, level, area, slots }) => ({
        code: key,
        title,
        level,
        urban: area ? area === 'URBAN' : null,
        // The profile is refused when a template names a post that it does not list.
        slots: slots.normal.map(({ post, min }) => ({ post: postOf.get(post)!, minimum: min })),
        ruleVersion,
      }));
    },
  };
}

/** The localities of the folder, read once at start; a faulty profile stops the start. */
export const localities: Localities = localitiesBy(rulesOf);
