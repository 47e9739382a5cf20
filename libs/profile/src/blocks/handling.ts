import { z } from 'zod';
import { aHundred, each, type Listed, type Misfit, must, repeated } from '../misfit';
import { categoryType, requestType, urgency } from './requests';
import {
  capitals,
  choices,
  slug,
  someNumber,
  timeLimit,
  title,
  versions,
  type Written,
  wholeNumber,
} from './words';

const deadlineRule = z.strictObject({
  requestType: requestType.optional(),
  categoryType: categoryType.optional(),
  urgency: urgency.optional(),
  limit: timeLimit,
});

const responseGrade = z.strictObject({
  grade: z.enum(['I', 'II', 'III']),
  title,
  acknowledge: timeLimit,
  /** Within which the units called must be on the spot; where it is absent they need not come. */
  arrive: timeLimit.optional(),
  dispose: timeLimit,
});

const whistleReason = z.strictObject({ key: capitals, title, grade: responseGrade.shape.grade });

/** How requests are dealt with: within which time, by which ladder, and how that is rated. */
export const handling = {
  deadlines: versions({
    /** The unit that a case is sent to signs for it. */
    sign: timeLimit,
    /** The unit speaks with the person who asked (IND-1). */
    firstContact: timeLimit,
    /** The unit gives a case back that is not its own. */
    giveBack: timeLimit,
    /** The person is asked whether it was solved. */
    returnVisit: timeLimit,
    extensions: z.strictObject({ atMost: wholeNumber, each: timeLimit }),
    timesGivenBackAtMost: wholeNumber,
    timesReopenedAtMost: wholeNumber,
    /** How often a return visit is tried before it may be given up. */
    timesVisitedAtLeast: someNumber.default(3),
    /** The first that fits counts. The last fits always. */
    handle: z.array(deadlineRule).min(1),
  }),

  /** What the clock says of a case by itself: a warning before it is due, and the rungs that follow when it is overdue. */
  supervision: versions({
    /** How much of its time is over when a unit is warned, in whole percent. */
    warnAtPercent: z.number().int().min(1).max(99),
    ladder: z
      .array(
        z.strictObject({
          level: z.enum(['REMINDER', 'SUPERVISION', 'CIRCULAR']),
          title,
          /** How long after it was due. */
          after: timeLimit,
        }),
      )
      .min(1),
  }).optional(),

  response: versions({ grades: z.array(responseGrade).length(3), reasons: z.array(whistleReason).min(1) }),

  /** When a compound is complained of so often that something must be done about it, and what can be done (X9). */
  repeatedComplaints: versions({
    least: someNumber,
    withinDays: someNumber,
    measures: choices,
  }).optional(),

  /** What disputes are about, and how long mediating one may take (D17). */
  mediation: versions({
    disputeTypes: choices,
    conclude: timeLimit,
    /** The keys of the courts that confirm agreements (司法确认, units.csv); where none are named, any unit can be. */
    courts: z.array(slug).min(1).optional(),
  }).optional(),

  threeRates: versions({
    /** In whole percent. */
    weights: z.strictObject({ response: wholeNumber, resolution: wholeNumber, satisfaction: wholeNumber }),
    countsAsSatisfied: z.array(z.enum(['VERY_SATISFIED', 'SATISFIED', 'BASICALLY_SATISFIED'])).min(1),
    decimals: wholeNumber,
    /** The kinds of cases that may be left out of the rates by approval (剔除). */
    exclusions: choices.optional(),
  }),
};

/** What these blocks must agree on. */
export const misfitsOfHandling = (
  {
    deadlines,
    supervision = [],
    repeatedComplaints = [],
    mediation = [],
    threeRates,
  }: Written<typeof handling>,
  listed: Listed,
): Misfit[] => [
  ...each(deadlines, ['deadlines'], ({ handle }, block) => {
    const { limit, ...conditions } = handle.at(-1)!;
    return must(
      Object.keys(conditions).length === 0,
      [...block, 'handle', handle.length - 1],
      'The last rule must fit always.',
    );
  }),

  ...each(supervision, ['supervision'], ({ ladder }, block) =>
    repeated(ladder, [...block, 'ladder'], 'level'),
  ),

  ...each(repeatedComplaints, ['repeatedComplaints'], ({ measures }, block) =>
    repeated(measures, [...block, 'measures'], 'key'),
  ),

  ...each(mediation, ['mediation'], ({ disputeTypes, courts = [] }, block) => [
    ...repeated(disputeTypes, [...block, 'disputeTypes'], 'key'),
    ...each(courts, [...block, 'courts'], listed.unit),
  ]),

  ...each(threeRates, ['threeRates'], ({ weights }, block) =>
    aHundred(Object.values(weights), [...block, 'weights']),
  ),
];
