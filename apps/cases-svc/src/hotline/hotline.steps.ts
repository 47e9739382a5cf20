import { z } from 'zod';
import {
  archiveCase,
  beginHandlingCase,
  closeCase,
  contactReporter,
  dispatchCase,
  giveUpVisit,
  gradeCase,
  handleCase,
  recordMissedVisit,
  registerCase,
  reopenCase,
  replyToCase,
  returnCase,
  signCase,
  visitBackCase,
  withdrawCase,
} from '../case/case.service';
import type { Context } from '../context';
import { extendCase, holdCase, resumeCase } from '../deadline/deadline.service';
import type {
  CaseAction,
  CaseOutcome,
  HoldKind,
  IntegratorCall,
  MissedVisitReason,
  ResponseGrade,
  Satisfaction,
} from '../generated/graphql';
import { text } from './hotline.order';

/** A step in the life of an order's case, as an integrator takes it. */
export interface Step {
  action: CaseAction;
  /** Who takes it: the hotline's desk, or the unit that handles. */
  call: IntegratorCall;
  summary: string;
  body: z.ZodObject;
  run: (ctx: Context, input: { clientKey: string; id: string }) => Promise<object>;
}

/** A step with the act that it is; its body is the act's input, less the key and the id. */
const step = <Shape extends z.ZodRawShape>(
  action: CaseAction,
  call: IntegratorCall,
  summary: string,
  shape: Shape,
  run: (
    ctx: Context,
    input: { clientKey: string; id: string } & z.infer<z.ZodObject<Shape>>,
  ) => Promise<object>,
): Step => ({
  action,
  call,
  summary,
  body: z.strictObject(call === 'HOTLINE_UNIT' ? { ...shape, unitId: actingUnit } : shape),
  // The body was read by this very shape.
  run: run as Step['run'],
});

const id = (description: string) => z.uuid().describe(description);

const actingUnit = id(
  'The unit in whose name it is done; the one that the case lies with, or nothing is done.',
).optional();

const reason = text(500, 'Why.');
const OUTCOMES = [
  'RESOLVED',
  'CANNOT_BE_DONE',
  'NOT_OURS',
  'DUPLICATE',
  'WITHDRAWN',
] as const satisfies readonly CaseOutcome[];
const GRADES = ['I', 'II', 'III'] as const satisfies readonly ResponseGrade[];
const HOLDS = ['ENGINEERING', 'SEASONAL', 'POLICY', 'OTHER'] as const satisfies readonly HoldKind[];
const SATISFACTIONS = [
  'VERY_SATISFIED',
  'SATISFIED',
  'BASICALLY_SATISFIED',
  'DISSATISFIED',
] as const satisfies readonly Satisfaction[];

const MISSED = [
  'NO_ANSWER',
  'UNAVAILABLE',
  'WRONG_NUMBER',
  'DECLINED',
] as const satisfies readonly MissedVisitReason[];

/** Every step by its name in the address, each the very act that clerks run. */
export const steps: Readonly<Record<string, Step>> = {
  register: step(
    'REGISTER',
    'HOTLINE_DESK',
    '登记. Puts the order on the books.',
    { category: text(40, 'Corrects the category.').optional() },
    registerCase,
  ),
  grade: step(
    'GRADE',
    'HOTLINE_DESK',
    '分级. Says how grave it is.',
    { grade: z.enum(GRADES), reason },
    gradeCase,
  ),
  dispatch: step(
    'DISPATCH',
    'HOTLINE_DESK',
    '派单. Hands it to the unit that answers for it, and parts of it to units that assist.',
    {
      unitId: id('主办单位. Left out, it goes to the unit that the catalogue names.').optional(),
      parts: z
        .array(z.strictObject({ unitId: id('协办单位.'), task: text(300, 'What that unit is to do.') }))
        .max(10)
        .describe('协办.')
        .optional(),
      reason: reason.optional(),
    },
    dispatchCase,
  ),
  sign: step('SIGN', 'HOTLINE_UNIT', '签收. The unit accepts it.', {}, signCase),
  return: step(
    'RETURN',
    'HOTLINE_UNIT',
    '退单. The unit gives it back, naming the legal basis.',
    { legalBasis: text(500, '退单依据. The law or catalogue entry that makes it somebody else’s.') },
    returnCase,
  ),
  contact: step(
    'CONTACT',
    'HOTLINE_UNIT',
    '首次联系. The unit has spoken with whoever asked.',
    {},
    contactReporter,
  ),
  begin: step('BEGIN', 'HOTLINE_UNIT', '办理. The unit sets to work.', {}, beginHandlingCase),
  extend: step(
    'EXTEND',
    'HOTLINE_UNIT',
    '延期. More time, by the locality’s rule, before it is due.',
    { reason },
    extendCase,
  ),
  hold: step(
    'HOLD',
    'HOTLINE_DESK',
    '挂账. It cannot go on before something else has happened.',
    { kind: z.enum(HOLDS), reason, reviewOn: z.iso.date().describe('复核日期. After today.') },
    holdCase,
  ),
  resume: step(
    'RESUME',
    'HOTLINE_DESK',
    '恢复办理. It can go on.',
    { reason: reason.optional() },
    resumeCase,
  ),
  handle: step(
    'HANDLE',
    'HOTLINE_UNIT',
    '办理完成. The unit has done what it could.',
    { outcome: z.enum(OUTCOMES), note: text(2_000, 'What was done, for colleagues.') },
    handleCase,
  ),
  reply: step(
    'REPLY',
    'HOTLINE_UNIT',
    '答复. The unit answers whoever asked.',
    { reply: text(2_000, '答复内容.') },
    replyToCase,
  ),
  visit: step(
    'VISIT_BACK',
    'HOTLINE_DESK',
    '回访. What whoever asked says of it.',
    {
      wasContacted: z.boolean().describe('响应.'),
      wasSolved: z.boolean().describe('解决.'),
      satisfaction: z.enum(SATISFACTIONS).describe('满意.'),
    },
    visitBackCase,
  ),
  'missed-visit': step(
    'MISS_VISIT',
    'HOTLINE_DESK',
    '回访未接通. The return visit reached nobody.',
    { why: z.enum(MISSED).describe('未接通原因.') },
    recordMissedVisit,
  ),
  'give-up-visit': step(
    'GIVE_UP_VISIT',
    'HOTLINE_DESK',
    '无法回访. Tried as often as the locality’s rule asks; it can be closed without an answer.',
    {},
    giveUpVisit,
  ),
  reopen: step('REOPEN', 'HOTLINE_DESK', '重办. Sends it round again.', { reason }, reopenCase),
  close: step('CLOSE', 'HOTLINE_DESK', '办结. Closes it after the return visit.', {}, closeCase),
  withdraw: step('WITHDRAW', 'HOTLINE_DESK', '撤回. Whoever asked takes it back.', { reason }, withdrawCase),
  archive: step('ARCHIVE', 'HOTLINE_DESK', '归档. Puts it away for good.', {}, archiveCase),
};
