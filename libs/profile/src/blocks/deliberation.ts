import { z } from 'zod';
import { each, type Listed, type Misfit, must, type Path, repeated } from '../misfit';
import {
  areaLevel,
  capitals,
  mechanism,
  percent,
  someNumber,
  timeLimit,
  title,
  versions,
  type Written,
} from './words';

/** A kind of body that meets, discusses and decides (H14, S6, D2, D14, X9). */
const councilKind = z.strictObject({
  key: capitals,
  mechanism,
  title,
  levels: z.array(areaLevel).min(1),
  /** The sides that talk with one another, all of them or none (三方共商, D14); absent where each member sits alone. */
  sides: z
    .array(z.strictObject({ key: capitals, title }))
    .min(2)
    .optional(),
  /** The share of its members without whom nothing is decided. */
  quorumPercent: percent,
  /** More of the votes than this share carry a decision. */
  majorityPercent: percent,
  /** How many months after one meeting the next is due; absent where it meets as need be. */
  meetsEveryMonths: someNumber.optional(),
});

/** A kind of matter (五事, H13): how it is decided on, and within which time. */
const matterKind = z.strictObject({
  key: capitals,
  mechanism,
  title,
  form: z.enum(['DISCUSS', 'DO', 'DECIDE', 'CONSULT', 'SOLVE_JOINTLY']),
  limits: z.strictObject({ general: timeLimit, emergency: timeLimit }),
});

/** One step of a procedure. */
const deliberationStep = z.strictObject({
  step: z.enum([
    'PROPOSE',
    'MOVE',
    'DISCUSS',
    'DISCUSS_AGAIN',
    'PUBLISH',
    'EXECUTE',
    'PUBLISH_RESULT',
    'EVALUATE_BY_RESIDENTS',
    'EVALUATE_BY_ORGANISATION',
  ]),
  title,
  /** Who votes in a discussion: kinds of councils. */
  councils: z.array(capitals).min(1).optional(),
  /** Nobody is to know who voted what in it. */
  isSecret: z.boolean().optional(),
  /** How long a disclosure hangs out. */
  lasts: timeLimit.optional(),
  /** How many residents must have said what they think at the least. */
  leastRatings: someNumber.optional(),
});

/** How residents come to a decision and look after it, step by step (D2, F15, F16, X10). */
const deliberationProcedure = z.strictObject({
  key: capitals,
  mechanism,
  title,
  steps: z.array(deliberationStep).min(3),
});

/** Who meets, what is brought before them, and by which steps residents decide. */
export const deliberation = {
  /** The bodies that meet, discuss and decide here (H14, D2, D14, X9). */
  councils: versions({ kinds: z.array(councilKind).min(1) }).optional(),

  /** What is brought before them, and how it is decided on (H13). */
  matters: versions({ kinds: z.array(matterKind).min(1) }).optional(),

  /** The procedures by which residents deliberate (D2, F15, F16, X10). */
  deliberations: versions({ procedures: z.array(deliberationProcedure).min(1) }).optional(),
};

/** What these blocks must agree on. */
export const misfitsOfDeliberation = (
  { councils = [], matters = [], deliberations = [] }: Written<typeof deliberation>,
  listed: Listed,
): Misfit[] => [
  ...each(councils, ['councils'], ({ kinds }, block) => [
    ...repeated(kinds, [...block, 'kinds'], 'key'),
    ...each(kinds, [...block, 'kinds'], ({ levels, sides = [] }, path) => [
      ...each(levels, [...path, 'levels'], listed.level),
      ...repeated(sides, [...path, 'sides'], 'key'),
    ]),
  ]),

  ...each(matters, ['matters'], ({ kinds }, block) => repeated(kinds, [...block, 'kinds'], 'key')),

  ...each(deliberations, ['deliberations'], ({ procedures }, block) => [
    ...repeated(procedures, [...block, 'procedures'], 'key'),
    ...each(procedures, [...block, 'procedures'], ({ steps }, path) =>
      misfitSteps(steps, [...path, 'steps'], listed),
    ),
  ]),
];

type Step = z.infer<typeof deliberationStep>;

const isDiscussion = ({ step }: Step) => step === 'DISCUSS' || step === 'DISCUSS_AGAIN';
const isDisclosure = ({ step }: Step) => step === 'PUBLISH' || step === 'PUBLISH_RESULT';

/** Steps stand in their order, from the proposal on; discussions say who votes, and disclosures how long they last. */
function misfitSteps(steps: readonly Step[], path: Path, listed: Listed): Misfit[] {
  const order = deliberationStep.shape.step.options;
  const follows = (step: Step, before: Step | undefined) =>
    before ? order.indexOf(step.step) > order.indexOf(before.step) : step.step === 'PROPOSE';

  return each(steps, path, (step, at, index) => [
    ...must(
      follows(step, steps[index - 1]),
      [...at, 'step'],
      'Steps begin with PROPOSE and keep their order.',
    ),
    ...must(
      isDiscussion(step) === (step.councils !== undefined),
      at,
      'A discussion names the councils that vote; nothing else does.',
    ),
    ...must(
      isDisclosure(step) === (step.lasts !== undefined),
      at,
      'A disclosure says how long it lasts; nothing else does.',
    ),
    ...each(step.councils ?? [], [...at, 'councils'], listed.council),
  ]);
}

export type CouncilKind = z.infer<typeof councilKind>;
export type MatterKind = z.infer<typeof matterKind>;
export type DeliberationProcedure = z.infer<typeof deliberationProcedure>;
