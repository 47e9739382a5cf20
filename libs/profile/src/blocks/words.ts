import type { TimeLimit } from '@jinlin/calendar';
import { z } from 'zod';

/** A name in the languages that are spoken here. */
export const title = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

export const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'A key is written like-this.');
export const capitals = z.string().regex(/^[A-Z0-9]+(_[A-Z0-9]+)*$/, 'A kind is written LIKE_THIS.');
export const mechanism = z
  .string()
  .regex(/^[HSDFX]\d+$/, 'A mechanism is a letter and a number, such as H28.');
export const categoryCode = z.string().regex(/^\d{2}(\d{2})*$/, 'A category code has two digits a level.');
export const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time of day is written 09:00.');

export const wholeNumber = z.number().int().nonnegative();
export const someNumber = z.number().int().positive();
export const percent = z.number().int().min(1).max(100);

/** What there is to choose from, by its local titles. */
export const choices = z.array(z.strictObject({ key: capitals, title })).min(1);

export const timeLimit = z.strictObject({
  amount: someNumber,
  unit: z.enum(['MINUTES', 'HOURS', 'CALENDAR_DAYS', 'WORKING_HOURS', 'WORKING_DAYS']),
}) satisfies z.ZodType<TimeLimit>;

export const areaLevel = z.enum([
  'PROVINCE',
  'PREFECTURE',
  'COUNTY',
  'TOWNSHIP',
  'COMMUNITY',
  'COMPOUND',
  'GRID',
  'BUILDING',
  'UNIT',
  'HOUSEHOLD',
]);

/** Places under a residents' committee are urban, those under a villagers' committee rural (X2). */
export const areaKind = z.enum(['URBAN', 'RURAL']);

/** A rule is a list of versions, oldest first; each is in force from its day until the next one begins. */
export const versions = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z
    .array(z.strictObject({ version: someNumber, effectiveFrom: z.iso.date(), ...shape }))
    .min(1)
    .superRefine((list, ctx) => {
      const dated = list as { version: number; effectiveFrom: string }[];
      dated.slice(1).forEach((later, index) => {
        const earlier = dated[index]!;
        if (later.version <= earlier.version) {
          ctx.addIssue({ code: 'custom', path: [index + 1, 'version'], message: 'Versions go up.' });
        }
        if (later.effectiveFrom <= earlier.effectiveFrom) {
          const message = `This version begins on or before the one it follows, ${earlier.effectiveFrom}.`;
          ctx.addIssue({ code: 'custom', path: [index + 1, 'effectiveFrom'], message });
        }
      });
    });

/** What a profile says in some of its blocks, once each of them is well-formed. */
export type Written<Blocks extends z.ZodRawShape> = z.infer<z.ZodObject<Blocks>>;
