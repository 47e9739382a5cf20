import { z } from 'zod';
import { each, type Listed, type Misfit, must, type Path, repeated } from '../misfit';
import { capitals, categoryCode, mechanism, slug, timeLimit, title, versions, type Written } from './words';

export const requestType = z.enum(['CONSULTATION', 'HELP', 'COMPLAINT', 'REPORT', 'SUGGESTION', 'THANKS']);
export const categoryType = z.enum(['GENERAL', 'UTILITY', 'HARD']);
export const urgency = z.enum(['GENERAL', 'URGENT', 'EMERGENCY']);

const category = z.strictObject({
  /** Begins with the code of the category that it is a part of. */
  code: categoryCode,
  title,
  /** The key of the unit that answers for it (units.csv). */
  unit: slug.optional(),
  type: categoryType.optional(),
  /** What of the graph tells how things stand with it (F1), such as Area.partyCoverage. */
  measures: z.array(z.string().regex(/^[A-Z]\w*\.\w+$/, 'A measure is written Type.field.')).optional(),
});

const taxonomy = z.strictObject({
  key: slug,
  title,
  mechanism: mechanism.optional(),
  /** Records are grouped by it in reports: as the parts of what (S4, F1, F2, X1, X4, X13, X14). */
  groups: z.enum(['PROGRAMME', 'CAMPAIGN', 'OUTCOMES', 'FRAMEWORK']).optional(),
  categories: z.array(category).min(1),
});

const catalogueEntry = z.strictObject({
  key: slug,
  /** A category of the hotline taxonomy, with all that are part of it. */
  category: categoryCode,
  /** The codes of the only areas in which it holds. */
  within: z
    .array(z.string().regex(/^\d{6,12}$/))
    .min(1)
    .optional(),
  /** The key of the unit that answers (units.csv); absent for what communities do themselves. */
  unit: slug.optional(),
  /** The entry by which communities do it themselves (S15). */
  entry: z.string().optional(),
  /** On what it rests. */
  basis: title,
});

/** How requests come in, what they are about, and who answers for what. */
export const requests = {
  /** The ways on which a request comes in. */
  channels: z
    .array(
      z.strictObject({
        key: slug,
        kind: z.enum(['HOTLINE', 'ONLINE', 'PATROL', 'WINDOW', 'MEETING', 'VISIT']),
        number: z.string().regex(/^\d+$/).optional(),
        title,
      }),
    )
    .min(1),

  /** Replies kept ready; `{reference}`, `{title}` and `{unit}` in them are filled in. */
  replyTemplates: z
    .array(
      z.strictObject({
        key: slug,
        title,
        /** A category of the hotline taxonomy, with all that are part of it; absent where it fits any. */
        category: z.string().optional(),
        outcome: z.enum(['RESOLVED', 'CANNOT_BE_DONE', 'NOT_OURS', 'DUPLICATE', 'WITHDRAWN']).optional(),
        text: z
          .string()
          .refine(
            (text) => !/\{(?!(reference|title|unit)\})/.test(text),
            'Only {reference}, {title} and {unit} can be filled in.',
          ),
      }),
    )
    .min(1)
    .optional(),

  /** The channels that ring those near one after another, until somebody takes the call (X8). */
  neighbourCalls: versions({
    ladders: z
      .array(
        z.strictObject({
          /** The key of a channel. */
          channel: slug,
          rungs: z.array(z.strictObject({ key: capitals, title, within: timeLimit })).min(1),
        }),
      )
      .min(1),
  }).optional(),

  taxonomies: versions({ taxonomies: z.array(taxonomy).min(1) }),

  /** Who answers for what, by category and place (派单目录). The first entry that fits counts. */
  dispatchCatalogue: versions({ entries: z.array(catalogueEntry).min(1) }).optional(),
};

/** What these blocks must agree on. */
export const misfitsOfRequests = (
  {
    channels,
    replyTemplates = [],
    neighbourCalls = [],
    taxonomies,
    dispatchCatalogue = [],
  }: Written<typeof requests>,
  listed: Listed,
): Misfit[] => [
  ...repeated(channels, ['channels'], 'key'),
  ...repeated(replyTemplates, ['replyTemplates'], 'key'),

  ...each(neighbourCalls, ['neighbourCalls'], ({ ladders }, block) =>
    each(ladders, [...block, 'ladders'], ({ channel, rungs }, path) => [
      ...listed.channel(channel, [...path, 'channel']),
      ...repeated(rungs, [...path, 'rungs'], 'key'),
    ]),
  ),

  ...each(taxonomies, ['taxonomies'], ({ taxonomies }, block) => [
    ...must(taxonomies.some(isHotline), block, 'The taxonomy hotline is missing; requests are sorted by it.'),
    ...repeated(taxonomies, [...block, 'taxonomies'], 'key'),
    ...each(taxonomies, [...block, 'taxonomies'], (taxonomy, path) =>
      misfitCategories(taxonomy, [...path, 'categories'], listed),
    ),
  ]),

  ...each(dispatchCatalogue, ['dispatchCatalogue'], ({ entries }, block) => [
    ...repeated(entries, [...block, 'entries'], 'key'),
    ...each(entries, [...block, 'entries'], ({ category, unit, entry }, path) => [
      ...listed.unit(unit, [...path, 'unit']),
      ...listed.category(category, [...path, 'category']),
      ...must(
        (unit === undefined) === listed.isOwnWork(entry),
        path,
        'An entry names a unit, or an entry of the entry list that communities do.',
      ),
    ]),
  ]),
];

/** The taxonomy by which requests are sorted. */
export const isHotline = ({ key }: Taxonomy) => key === 'hotline';

/** Each category of the hotline names the unit that answers for it, unless the categories that are part of it do. */
function misfitCategories(taxonomy: Taxonomy, path: Path, listed: Listed): Misfit[] {
  const { categories } = taxonomy;
  const isWhole = (code: string) =>
    categories.some((part) => part.code !== code && part.code.startsWith(code));

  return [
    ...repeated(categories, path, 'code'),
    ...each(categories, path, ({ code, unit }, at) => [
      ...listed.unit(unit, [...at, 'unit']),
      ...must(
        !isHotline(taxonomy) || unit !== undefined || isWhole(code),
        at,
        `The category ${code} names no unit that answers for it.`,
      ),
    ]),
  ];
}

export type Taxonomy = z.infer<typeof taxonomy>;
export type Category = z.infer<typeof category>;
export type RequestType = z.infer<typeof requestType>;
export type CategoryType = z.infer<typeof categoryType>;
export type Urgency = z.infer<typeof urgency>;
export type Channel = z.infer<typeof requests.channels>[number];
