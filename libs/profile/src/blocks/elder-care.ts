import { z } from 'zod';
import { each, type Listed, type Misfit, must, type Path, repeated } from '../misfit';
import {
  capitals,
  choices,
  someNumber,
  timeLimit,
  title,
  versions,
  type Written,
  wholeNumber,
} from './words';

const visitTier = z.strictObject({
  tier: z.enum(['HIGH', 'KEY', 'GENERAL']),
  title,
  every: z.enum(['WEEK', 'MONTH', 'QUARTER']),
  visits: someNumber,
});

const subsidyTier = z.strictObject({
  fromAge: wholeNumber,
  /** The last year of age that it covers; absent in the highest tier. */
  toAge: wholeNumber.optional(),
  /** What the public purse adds to a meal. */
  perMealFen: wholeNumber,
});

/** What the public purse adds beside the age: for elders in hardship, or on some days of the year. */
const subsidyExtra = z.strictObject({ key: capitals, title, perMealFen: someNumber });

const feastDay = subsidyExtra.extend({
  /** Days of every year (10-01) or of one (2026-10-18, a festival of the moon's calendar). */
  on: z.array(z.string().regex(/^(\d{4}-)?\d{2}-\d{2}$/, 'A day is written 10-01 or 2026-10-18.')).min(1),
});

/** How elders are visited, fed and looked after. */
export const elderCare = {
  visits: versions({
    tiers: z.array(visitTier).min(1),
    afterMajorChange: timeLimit,
    /** The groups of elders in special difficulty who are visited every month. */
    groups: choices,
    /** The tier of elders who are in all of some groups, the first that fits; without one, any group makes KEY. */
    tierRules: z
      .array(z.strictObject({ groups: z.array(capitals).min(1), tier: visitTier.shape.tier }))
      .min(1)
      .optional(),
  }),

  canteen: versions({
    mealPriceFen: someNumber,
    subsidyTiers: z.array(subsidyTier).min(1),
    /** Hardships by which an elder gets more; of several the highest counts (F13). */
    hardships: z.array(subsidyExtra).min(1).optional(),
    days: z.array(feastDay).min(1).optional(),
  }),

  /** Who may come to day care, and who goes first when places are few (D24). */
  dayCare: versions({
    fromAge: someNumber,
    /** Within which an offered place must be accepted; then the next in line has it. */
    acceptWithin: timeLimit,
    /** The first that fits an applicant is theirs; within one, whoever applied first goes first. */
    priorities: z
      .array(
        z.strictObject({
          key: capitals,
          title,
          /** Elders in any of these groups in special difficulty. */
          groups: z.array(capitals).min(1).optional(),
          fromAge: someNumber.optional(),
        }),
      )
      .min(1),
  }).optional(),
};

/** What these blocks must agree on. */
export const misfitsOfElderCare = (
  { visits, canteen, dayCare = [] }: Written<typeof elderCare>,
  listed: Listed,
): Misfit[] => [
  ...each(visits, ['visits'], ({ tierRules = [] }, block) =>
    each(tierRules, [...block, 'tierRules'], ({ groups }, path) =>
      each(groups, [...path, 'groups'], listed.difficulty),
    ),
  ),

  ...each(canteen, ['canteen'], ({ mealPriceFen, subsidyTiers, hardships = [], days = [] }, block) => [
    ...misfitTiers(subsidyTiers, [...block, 'subsidyTiers'], mealPriceFen),
    ...repeated(hardships, [...block, 'hardships'], 'key'),
    ...repeated(days, [...block, 'days'], 'key'),
  ]),

  ...each(dayCare, ['dayCare'], ({ priorities }, block) => [
    ...repeated(priorities, [...block, 'priorities'], 'key'),
    ...each(priorities, [...block, 'priorities'], ({ groups = [] }, path) =>
      each(groups, [...path, 'groups'], listed.difficulty),
    ),
  ]),
];

/** Ages follow one another without a gap, and nobody is given more than the meal costs. */
const misfitTiers = (tiers: readonly SubsidyTier[], path: Path, mealPriceFen: number): Misfit[] =>
  each(tiers, path, ({ fromAge, toAge, perMealFen }, at, index) => [
    ...must(
      index === 0 || fromAge === (tiers[index - 1]!.toAge ?? Number.NaN) + 1,
      [...at, 'fromAge'],
      'A tier begins one year above where the last one ends.',
    ),
    ...must(
      toAge === undefined || toAge >= fromAge,
      [...at, 'toAge'],
      'A tier ends no earlier than it begins.',
    ),
    ...must(
      perMealFen <= mealPriceFen,
      [...at, 'perMealFen'],
      'A subsidy is no higher than the price of the meal.',
    ),
  ]);

export type SubsidyTier = z.infer<typeof subsidyTier>;
