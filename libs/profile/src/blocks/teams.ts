import { z } from 'zod';
import { each, type Listed, type Misfit, must, repeated } from '../misfit';
import {
  areaKind,
  areaLevel,
  capitals,
  choices,
  mechanism,
  slug,
  someNumber,
  title,
  versions,
  type Written,
  wholeNumber,
} from './words';

/**
 * A place in a team. Who holds the post at the place itself fills it; for a post of a level above, who holds it where
 * the place lies; for a post of a level below, whoever holds it within the place.
 */
const slot = z.strictObject({ post: capitals, min: someNumber });

/** A place in the roster that serves in an emergency, and what whoever holds the post turns into (平急转换, S13). */
const emergencySlot = slot.extend({ becomes: title.optional() });

const roleTemplate = z.strictObject({
  key: slug,
  mechanism,
  title,
  /** The level of the places that each have such a team. */
  level: areaLevel,
  /** Only for places under a residents' or under a villagers' committee (X2). */
  area: areaKind.optional(),
  /** In an emergency another roster serves, where there is one (S13). */
  slots: z.strictObject({
    normal: z.array(slot).min(1),
    emergency: z.array(emergencySlot).min(1).optional(),
  }),
  /** The posts through which notices go down and matters rise, the highest first (X5, D4, H4). */
  chain: z.array(capitals).min(2).optional(),
  /** The N of 4+N: how many linked units belong to the team at least (H4). */
  linkedUnits: wholeNumber.optional(),
});

const duty = z.strictObject({
  key: slug,
  mechanism,
  post: capitals,
  every: z.enum(['WEEK', 'MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR']),
  title,
  /**
   * How many working days before a period ends whoever has not yet done it is reminded, to be asked for it afterwards;
   * absent where nobody watches over it.
   */
  remindWorkingDays: someNumber.optional(),
});

/** How the holders of a post are chosen in five steps (H29, X6). */
const selection = z.strictObject({
  post: capitals,
  mechanism,
  /** Where candidates come from, those to be preferred first (X6); absent where it does not matter. */
  sources: z
    .array(
      z.strictObject({
        key: capitals,
        title,
        /** Only Party members are of this source. */
        partyMembers: z.boolean().optional(),
      }),
    )
    .min(1)
    .optional(),
  /** What whoever is elected is evaluated by (H29). */
  criteria: z.array(z.strictObject({ key: slug, title })).min(1),
});

/** A grade of community workers (岗级) with what it is paid a month (S17, D27). */
const workerGrade = z.strictObject({ key: capitals, title, monthlyFen: someNumber });

/** The Party organisations that one kind of place has, from the community down (X2, S5, F3). */
const organisationTemplate = z.strictObject({
  key: slug,
  mechanism,
  title,
  area: areaKind.optional(),
  chain: z
    .array(
      z.strictObject({
        level: areaLevel,
        title,
        kinds: z
          .array(
            z.enum([
              'COMMUNITY_COMMITTEE',
              'BIG_COMMUNITY_COMMITTEE',
              'VILLAGE_BRANCH',
              'COMPOUND_BRANCH',
              'GRID_BRANCH',
              'JOINT_BRANCH',
              'GRID_GROUP',
              'BUILDING_GROUP',
              'UNIT_GROUP',
              'CENTRE_HOUSEHOLD',
            ]),
          )
          .min(1),
      }),
    )
    .min(2),
});

/** Who serves in which team and post, how they come to it, and what they owe. */
export const teams = {
  roleTemplates: versions({ templates: z.array(roleTemplate).min(1) }),

  /** What holders of a post owe again and again (H10). */
  duties: versions({
    duties: z.array(duty).min(1),
    /** How many duties the catalogue of first secretaries has (H5). */
    catalogueSlots: someNumber.optional(),
  }).optional(),

  /** The posts whose holders are chosen in five steps (推审选评聘; H29, X6). */
  selections: versions({ posts: z.array(selection).min(1) }).optional(),

  /** The career of community workers: their grades, the lowest first, with the pay of each (S17, D27). */
  communityWorkers: versions({
    grades: z.array(workerGrade).min(1),
    /** How many posts of public institutions a community has for them, at the least and at the most (S17). */
    institutionPosts: z.strictObject({ least: wholeNumber, most: someNumber }).optional(),
  }).optional(),

  /** The chains of Party organisations by the kind of place (X2). */
  organisationTemplates: versions({ templates: z.array(organisationTemplate).min(1) }).optional(),

  /** The kinds of households that members must visit (F11). */
  memberVisits: versions({ categories: choices }).optional(),
};

/** What these blocks must agree on. */
export const misfitsOfTeams = (
  {
    roleTemplates,
    duties = [],
    selections = [],
    communityWorkers = [],
    organisationTemplates = [],
  }: Written<typeof teams>,
  listed: Listed,
): Misfit[] => [
  ...each(roleTemplates, ['roleTemplates'], ({ templates }, block) => [
    ...repeated(templates, [...block, 'templates'], 'key'),
    ...each(templates, [...block, 'templates'], ({ level, slots, chain = [] }, path) => [
      ...listed.level(level, [...path, 'level']),
      ...each(slots.normal, [...path, 'slots', 'normal'], ({ post }, at) =>
        listed.post(post, [...at, 'post']),
      ),
      ...each(slots.emergency ?? [], [...path, 'slots', 'emergency'], ({ post }, at) =>
        listed.post(post, [...at, 'post']),
      ),
      ...each(chain, [...path, 'chain'], listed.post),
    ]),
  ]),

  ...each(duties, ['duties'], ({ duties }, block) =>
    each(duties, [...block, 'duties'], ({ post }, path) => listed.post(post, [...path, 'post'])),
  ),

  ...each(selections, ['selections'], ({ posts }, block) => [
    ...repeated(posts, [...block, 'posts'], 'post'),
    ...each(posts, [...block, 'posts'], ({ post, sources = [], criteria }, path) => [
      ...listed.post(post, [...path, 'post']),
      ...repeated(sources, [...path, 'sources'], 'key'),
      ...repeated(criteria, [...path, 'criteria'], 'key'),
    ]),
  ]),

  ...each(communityWorkers, ['communityWorkers'], ({ grades, institutionPosts }, block) => [
    ...repeated(grades, [...block, 'grades'], 'key'),
    ...must(
      !institutionPosts || institutionPosts.least <= institutionPosts.most,
      [...block, 'institutionPosts'],
      'There are no fewer at the most than at the least.',
    ),
  ]),

  ...each(organisationTemplates, ['organisationTemplates'], ({ templates }, block) => [
    ...repeated(templates, [...block, 'templates'], 'key'),
    ...each(templates, [...block, 'templates'], ({ chain }, path) =>
      each(chain, [...path, 'chain'], ({ level }, at) => listed.level(level, [...at, 'level'])),
    ),
  ]),
];

export type Duty = z.infer<typeof duty>;
export type OrganisationTemplate = z.infer<typeof organisationTemplate>;
