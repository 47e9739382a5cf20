import { z } from 'zod';
import { each, type Listed, type Misfit, must, repeated } from '../misfit';
import {
  capitals,
  choices,
  mechanism,
  slug,
  someNumber,
  timeLimit,
  title,
  versions,
  type Written,
  wholeNumber,
} from './words';

/** What is wanted and offered in the lists (H19), the unit that it is counted in, and the class that its projects are of. */
const listCategory = z.strictObject({ key: capitals, title, unit: title, class: capitals });

/**
 * What a visit to an elder shows to be needed, as a demand: in words that name nobody. Whoever did not answer the door is
 * looked for, and put on no list.
 */
const visitNeed = z.strictObject({
  need: z.enum(['MEALS', 'MEDICAL', 'CARE', 'HOME', 'COMPANY', 'RELIEF', 'OTHER']),
  category: capitals,
  /** In the category's unit, until a clerk knows better. */
  amount: someNumber,
  title,
});

/** A kind of renewal project: what it needs, is inspected for and may be awarded. */
const renewalKind = z.strictObject({
  key: capitals,
  mechanism,
  title,
  /** A project needs a first secretary, a community secretary and a working group (“4个1”, H23). */
  needsFourOnes: z.boolean().optional(),
  /** What the acceptance inspection looks at (F18). */
  criteria: z.array(z.strictObject({ key: slug, title })).min(1),
  /** The least and the most that an accepted project is awarded (F18). */
  award: z.strictObject({ leastFen: someNumber, mostFen: someNumber }).optional(),
});

/** What is wanted, offered and built: the three lists, micro-wishes and renewal. */
export const projects = {
  /** The lists of demands, resources and projects, and how what is offered is matched with what is wanted (三张清单; H19, F10). */
  threeLists: versions({
    /** What projects are sorted by. */
    classes: choices,
    /** What is wanted and offered; both are counted in the category's unit. */
    categories: z.array(listCategory).min(1),
    /** How many points each reason for a match is worth at the most. */
    weights: z.strictObject({
      steps: wholeNumber,
      metres: wholeNumber,
      time: wholeNumber,
      capacity: wholeNumber,
      record: wholeNumber,
      waiting: wholeNumber,
    }),
    /** From this distance on nearness is worth nothing. */
    farMetres: someNumber,
    /** From so many days on a demand has waited as long as counts. */
    longWaitDays: someNumber,
    /** The areas, by their codes, for which the clock draws up a project list at the beginning of each quarter (F14). */
    quarterlyFor: z.array(z.string().regex(/^\d+$/)).min(1).optional(),
    /** Which needs that visits show become demands by themselves, and by which channel; the others stay with the visitors (SM-9). */
    visits: z.strictObject({ channel: slug, needs: z.array(visitNeed).min(1) }).optional(),
  }).optional(),

  /** How micro-wishes come in and are granted (SM-5, D9, X15). */
  microWishes: versions({
    channels: choices,
    /** Whose wishes are collected; the people of protected groups are never shown to those who only browse. */
    groups: z.array(z.strictObject({ key: capitals, title, isProtected: z.boolean() })).min(1),
    /** Whoever a wish is sent to takes it. */
    answerWithin: timeLimit,
    /** Whoever took a wish on fulfils it. */
    realiseWithin: timeLimit,
    /** What fulfilling one earns; absent where no points are run. */
    points: someNumber.optional(),
  }).optional(),

  /** The kinds of renewal projects, and what they are measured by (H22, H23, D22, F18, F19). */
  renewals: versions({
    kinds: z.array(renewalKind).min(1),
    /** What projects bring about that is counted, such as advertisements cleaned off walls (D22). */
    outputs: z.array(z.strictObject({ key: capitals, title })).optional(),
  }).optional(),
};

/** What these blocks must agree on. */
export const misfitsOfProjects = (
  { threeLists = [], microWishes = [], renewals = [] }: Written<typeof projects>,
  { channel }: Listed,
): Misfit[] => [
  ...each(threeLists, ['threeLists'], ({ classes, categories, visits }, block) => [
    ...repeated(classes, [...block, 'classes'], 'key'),
    ...repeated(categories, [...block, 'categories'], 'key'),
    ...each(categories, [...block, 'categories'], (category, path) =>
      must(
        classes.some(({ key }) => key === category.class),
        [...path, 'class'],
        `No class ${category.class} is listed under classes.`,
      ),
    ),
    ...channel(visits?.channel, [...block, 'visits', 'channel']),
    ...repeated(visits?.needs ?? [], [...block, 'visits', 'needs'], 'need'),
    ...each(visits?.needs ?? [], [...block, 'visits', 'needs'], ({ category }, path) =>
      must(
        categories.some(({ key }) => key === category),
        [...path, 'category'],
        `No category ${category} is listed under categories.`,
      ),
    ),
  ]),

  ...each(microWishes, ['microWishes'], ({ channels, groups }, block) => [
    ...repeated(channels, [...block, 'channels'], 'key'),
    ...repeated(groups, [...block, 'groups'], 'key'),
  ]),

  ...each(renewals, ['renewals'], ({ kinds, outputs = [] }, block) => [
    ...repeated(kinds, [...block, 'kinds'], 'key'),
    ...repeated(outputs, [...block, 'outputs'], 'key'),
    ...each(kinds, [...block, 'kinds'], ({ criteria, award }, path) => [
      ...repeated(criteria, [...path, 'criteria'], 'key'),
      ...must(
        !award || award.leastFen <= award.mostFen,
        [...path, 'award'],
        'The least award is no higher than the most.',
      ),
    ]),
  ]),
];
