import { z } from 'zod';
import { aHundred, each, type Listed, type Misfit, repeated } from '../misfit';
import {
  capitals,
  choices,
  mechanism,
  percent,
  slug,
  someNumber,
  timeLimit,
  title,
  versions,
  type Written,
  wholeNumber,
} from './words';

/** Something that people apply for at the one window (一窗受理, D12). */
const windowService = z.strictObject({
  key: capitals,
  title,
  /** The key of the unit that decides (units.csv). */
  unit: slug,
  /** How long it may take from the day it is received. */
  limit: timeLimit,
  materials: z.array(z.strictObject({ key: capitals, title, optional: z.boolean().optional() })).min(1),
  /** Whether somebody else may apply with the consent of whom it is for (红色代办, X10). */
  onBehalf: z.boolean().optional(),
});

/** What people apply for, earn, learn and work as. */
export const services = {
  /** What people apply for at the one window (一窗受理事项, D12). */
  oneWindow: versions({ services: z.array(windowService).min(1) }).optional(),

  /** What volunteers earn by an hour of service, and what so many earned points entitle to (X14). */
  points: versions({
    pointsPerHour: someNumber,
    benefits: z
      .array(
        z.strictObject({
          mechanism: z.enum(['PRIORITY_SELECTION', 'MATERIAL_REWARD', 'WELFARE_LINKAGE']),
          title,
          fromPoints: someNumber,
          /** After so many months it can be granted again; absent where it is granted once. */
          everyMonths: someNumber.optional(),
        }),
      )
      .min(1),
    /** What was not spent so long after it was earned lapses; absent where nothing does. */
    lapseAfterMonths: someNumber.optional(),
    /** To whom volunteers may hand points on, and how many a month; absent where nobody may. */
    transfers: z.strictObject({ within: z.enum(['TEAM', 'LOCALITY']), mostAMonth: someNumber }).optional(),
  }).optional(),

  /** Under what a locality teaches (S21, D20), and at how many of its sessions a learner completes a course. */
  education: versions({
    programmes: z.array(z.strictObject({ key: capitals, mechanism, title })).min(1),
    completionPercent: percent,
  }).optional(),

  /** By what seekers and vacancies are matched, and how soon a zero-employment family is to be cleared (S20, IND-13). */
  employment: versions({
    occupations: choices,
    skills: choices,
    /** What speaks for a match, in points that add up to 100. */
    weights: z.strictObject({
      occupation: wholeNumber,
      skills: wholeNumber,
      schooling: wholeNumber,
      wage: wholeNumber,
      nearness: wholeNumber,
    }),
    clearWithinDays: someNumber,
  }).optional(),
};

/** What these blocks must agree on. */
export const misfitsOfServices = (
  { oneWindow = [], education = [], employment = [] }: Written<typeof services>,
  listed: Listed,
): Misfit[] => [
  ...each(oneWindow, ['oneWindow'], ({ services }, block) => [
    ...repeated(services, [...block, 'services'], 'key'),
    ...each(services, [...block, 'services'], ({ unit, materials }, path) => [
      ...listed.unit(unit, [...path, 'unit']),
      ...repeated(materials, [...path, 'materials'], 'key'),
    ]),
  ]),

  ...each(education, ['education'], ({ programmes }, block) =>
    repeated(programmes, [...block, 'programmes'], 'key'),
  ),

  ...each(employment, ['employment'], ({ occupations, skills, weights }, block) => [
    ...repeated(occupations, [...block, 'occupations'], 'key'),
    ...repeated(skills, [...block, 'skills'], 'key'),
    ...aHundred(Object.values(weights), [...block, 'weights']),
  ]),
];
