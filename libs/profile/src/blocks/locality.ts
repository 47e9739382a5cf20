import { z } from 'zod';
import { each, type Listed, type Misfit, must, repeated } from '../misfit';
import { areaLevel, capitals, clock, someNumber, title, versions, type Written } from './words';

/** What a locality is: its places, its posts, its hours and what it measures itself by. */
export const locality = {
  code: z.string().regex(/^\d{6}$/, 'A locality has the six digits of GB/T 2260, in quotes.'),

  name: title,

  /** The levels in use, from the top, by the names that people give them here. */
  levels: z.array(z.strictObject({ level: areaLevel, title, head: capitals.optional() })).min(1),

  /** The posts that people hold, each at one level, by their local titles. */
  posts: z.array(z.strictObject({ kind: capitals, level: areaLevel, title })).min(1),

  workingHours: versions({ periods: z.array(z.strictObject({ from: clock, to: clock })).min(1) }),

  thresholds: versions({
    householdsPerGrid: z.strictObject({ standard: someNumber, least: someNumber, most: someNumber }),
    householdsPerJointHousehold: z.strictObject({ least: someNumber, most: someNumber }).optional(),
    workersPer10kResidents: someNumber,
    staffPerStreet: someNumber,
    stationSquareMetresPer100Households: someNumber,
  }),

  /** The postal code of its seat; open data about sites carries it in their addresses. */
  postalCode: z
    .string()
    .regex(/^\d{6}$/, 'A postal code has six digits, in quotes.')
    .optional(),

  /** Where a scanned house code leads (X12): a link that ends in the code. Without one, the picture holds the code alone. */
  houseCodes: z
    .strictObject({ link: z.string().regex(/^https:\/\/\S+\/\{code\}$/, 'A link ends in /{code}.') })
    .optional(),
};

/** What these blocks must agree on. */
export const misfitsOfLocality = (
  { levels, posts, workingHours, thresholds }: Written<typeof locality>,
  listed: Listed,
): Misfit[] => [
  ...each(levels, ['levels'], ({ head }, path) => listed.post(head, [...path, 'head'])),
  ...repeated(levels, ['levels'], 'level'),
  ...each(posts, ['posts'], ({ level }, path) => listed.level(level, [...path, 'level'])),
  ...repeated(posts, ['posts'], 'kind'),

  ...each(workingHours, ['workingHours'], ({ periods }, block) =>
    each(periods, [...block, 'periods'], ({ from, to }, path, index) =>
      must(
        from < to && (index === 0 || periods[index - 1]!.to <= from),
        path,
        'Working periods follow one another, each from earlier to later.',
      ),
    ),
  ),

  ...each(thresholds, ['thresholds'], ({ householdsPerGrid: { standard, least, most } }, block) =>
    must(
      least <= standard && standard <= most,
      [...block, 'householdsPerGrid'],
      'The standard lies between least and most.',
    ),
  ),
];
