import { z } from 'zod';
import { aHundred, each, type Listed, type Misfit, must, type Path, repeated } from '../misfit';
import {
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

/** What offices of a level may decide by themselves, or must see to (S7, D10, D11). */
const power = z.strictObject({
  key: capitals,
  mechanism,
  title,
  level: areaLevel,
  kind: z.enum(['POWER', 'DUTY']),
  /** The three things that streets are to look to (S7). */
  field: z.enum(['PARTY_BUILDING', 'GOVERNANCE', 'SERVICE']),
});

const entry = z.strictObject({
  code: z.string().regex(/^[A-Z]\d{2}$/, 'An entry is numbered like A01.'),
  title,
  unit: slug,
  /** Whether the community does it itself or helps the unit that does. */
  part: z.enum(['DOES', 'HELPS']),
});

/** What an evaluation looks at, by its share of the score in percent; F1 asks what residents have of it. */
const evaluationDomain = z.strictObject({
  key: capitals,
  title,
  weight: someNumber,
  outcome: z.enum(['CONVENIENCE', 'VOICE', 'SAFETY']).optional(),
});

/** How units or communities are evaluated for a year (H12, F1, X7). */
const evaluationScheme = z.strictObject({
  key: slug,
  mechanism,
  title,
  subject: z.enum(['LINKED_UNIT', 'COMMUNITY']),
  /** The highest score on a sheet: 100 points, or 5 stars (X7). */
  scale: someNumber,
  /** Whose word weighs how much, in percent. */
  evaluators: z
    .array(
      z.strictObject({
        kind: z.enum(['SELF', 'MASSES', 'ORGANISATION', 'STREET']),
        title,
        weight: someNumber,
      }),
    )
    .min(1),
  domains: z.array(evaluationDomain).min(1),
  /** The share, in percent, of what communities said of those registered with them that year (H21). */
  serviceWeight: z.number().int().min(1).max(99).optional(),
  /** What closing does about sheets that nobody gave: refuses, counts them as zero, or shares their weight out. */
  missingSheets: z.enum(['REFUSE', 'COUNT_AS_ZERO', 'LEAVE_OUT']),
  /** How many working days before the last day of a round its missing sheets are reminded of; absent where nobody watches. */
  remindWorkingDays: someNumber.optional(),
  /** What a composite from so many points on is called, the highest first. */
  results: z.array(z.strictObject({ from: wholeNumber, title })).min(1),
});

/** A field of work that leaders have charge of and communities have needs in (H2). */
const workField = z.strictObject({ key: slug, title });

/** A kind of alliance of units, formed at areas of one level (S6, D8, F12). */
const allianceKind = z.strictObject({ key: capitals, mechanism, level: areaLevel, title });

/** A day that comes again: a festival, or a day of its own (H18, S9, D9). */
const activitySeries = z.strictObject({
  key: slug,
  mechanism,
  kind: z.enum(['JOINT', 'THEME_DAY', 'TRAINING', 'SERVICE_DAY']),
  title,
});

/** What offices and communities may do, must do and do together, and how they are evaluated. */
export const offices = {
  /** What there is to empower offices to, and the platforms that every street has (D10). */
  powers: versions({
    powers: z.array(power).min(1),
    platforms: z.array(z.strictObject({ key: capitals, title })).optional(),
  }).optional(),

  /** The work that departments may ask of communities; anything else is turned away (S15, D13). */
  entryList: versions({ entries: z.array(entry).min(1) }),

  /** How units and communities are evaluated for a year (H12, F1, X7). */
  evaluations: versions({ schemes: z.array(evaluationScheme).min(1) }).optional(),

  /** The fields by which needs of communities and portfolios of leaders are matched (H2). */
  workFields: z.array(workField).min(1).optional(),

  /** By which models communities earn (H25), and for how many days their books hang out (F22). */
  communityEconomy: versions({
    models: choices,
    publicityDays: someNumber,
  }).optional(),

  /** What places publish: good stories, letters to the households of a place (F22, X12, S4). */
  publications: z
    .array(z.strictObject({ kind: capitals, title, toHouseholds: z.boolean().optional() }))
    .min(1)
    .optional(),

  /** What units and communities do together (共建). */
  jointWork: versions({
    alliances: z.array(allianceKind),
    series: z.array(activitySeries),
    /** The taxonomies by which agreements, orders and activities are sorted. */
    themes: z.array(slug),
    /** How many working days before its day a commitment falls due. */
    dueWorkingDays: someNumber.max(30),
  }).optional(),
};

/** What these blocks must agree on. */
export const misfitsOfOffices = (
  {
    powers = [],
    entryList,
    evaluations = [],
    communityEconomy = [],
    jointWork = [],
  }: Written<typeof offices>,
  listed: Listed,
): Misfit[] => [
  ...each(powers, ['powers'], ({ powers, platforms = [] }, block) => [
    ...repeated(powers, [...block, 'powers'], 'key'),
    ...repeated(platforms, [...block, 'platforms'], 'key'),
    ...each(powers, [...block, 'powers'], ({ level }, path) => listed.level(level, [...path, 'level'])),
  ]),

  ...each(entryList, ['entryList'], ({ entries }, block) => [
    ...repeated(entries, [...block, 'entries'], 'code'),
    ...each(entries, [...block, 'entries'], ({ unit }, path) => listed.unit(unit, [...path, 'unit'])),
  ]),

  ...each(evaluations, ['evaluations'], ({ schemes }, block) => [
    ...repeated(schemes, [...block, 'schemes'], 'key'),
    ...each(schemes, [...block, 'schemes'], misfitScheme),
  ]),

  ...each(communityEconomy, ['communityEconomy'], ({ models }, block) =>
    repeated(models, [...block, 'models'], 'key'),
  ),

  ...each(jointWork, ['jointWork'], ({ alliances, series, themes }, block) => [
    ...repeated(alliances, [...block, 'alliances'], 'key'),
    ...each(alliances, [...block, 'alliances'], ({ level }, path) => listed.level(level, [...path, 'level'])),
    ...repeated(series, [...block, 'series'], 'key'),
    ...each(themes, [...block, 'themes'], listed.taxonomy),
  ]),
];

/** The parts of a score weigh a hundred together, and every composite from 0 up has a result. */
const misfitScheme = ({ evaluators, domains, results }: EvaluationScheme, path: Path): Misfit[] => [
  ...repeated(evaluators, [...path, 'evaluators'], 'kind'),
  ...repeated(domains, [...path, 'domains'], 'key'),
  ...aHundred(evaluators.map(weightOf), [...path, 'evaluators']),
  ...aHundred(domains.map(weightOf), [...path, 'domains']),
  ...each(results, [...path, 'results'], ({ from }, at, index) =>
    must(
      index === 0 || from < results[index - 1]!.from,
      [...at, 'from'],
      'Results go down, from the highest to the lowest.',
    ),
  ),
  ...must(results.at(-1)!.from === 0, [...path, 'results'], 'The last result must begin at 0.'),
];

const weightOf = ({ weight }: { weight: number }) => weight;

export type Power = z.infer<typeof power>;
export type EvaluationScheme = z.infer<typeof evaluationScheme>;
