import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, type Listener, noName, notFound, refusal, say } from '@jinlin/graphql';
import { Appointment } from '../appointment/appointment.entity';
import { appointmentLife } from '../appointment/appointment.life';
import { outside as outsideAppointment } from '../appointment/appointment.service';
import { beyondReach, reached } from '../area/area.reach';
import type { Context } from '../context';
import type {
  AttachPolicyDocumentInput,
  DraftPolicyDocumentInput,
  IssuePolicyDocumentInput,
  RepealPolicyDocumentInput,
  ReturnPolicyDocumentInput,
  SubmitPolicyDocumentInput,
} from '../generated/graphql';
import { afterToday, dayBefore } from '../guards';
import { Unit } from '../unit/unit.entity';
import { PolicyDocument } from './policy-document.entity';
import { policyDocumentLife } from './policy-document.life';
import { notBinding } from './policy-document.refusals';

export const draftPolicyDocument = (ctx: Context, input: DraftPolicyDocumentInput) =>
  act(ctx, PolicyDocument, 'draftPolicyDocument', input, async (drafting) => {
    const { title, issuingUnitId, areaId, dueOn } = input;
    if (!(await reached(drafting, areaId))) return notFound(ctx, 'Area', areaId);
    if (!(await drafting.tx.existsBy(Unit, { id: issuingUnitId, state: 'ACTIVE' }))) {
      return notFound(ctx, 'Unit', issuingUnitId);
    }
    const fault = blank(ctx, 'title', title);
    if (fault) return fault;

    return begin(drafting, policyDocumentLife, 'DRAFT', {
      state: 'DRAFT',
      title: title.trim(),
      issuingUnitId,
      areaId,
      draftedOn: dateIn(ctx.now),
      dueOn: dueOn ?? null,
    });
  });

export const submitPolicyDocument = (ctx: Context, input: SubmitPolicyDocumentInput) =>
  act(ctx, PolicyDocument, 'submitPolicyDocument', input, (submitting) =>
    take(submitting, policyDocumentLife, {
      id: input.id,
      action: 'SUBMIT',
      unless: (document) => beyondReach(submitting, document),
    }),
  );

export const returnPolicyDocument = (ctx: Context, input: ReturnPolicyDocumentInput) =>
  act(ctx, PolicyDocument, 'returnPolicyDocument', input, (returning) =>
    take(
      returning,
      policyDocumentLife,
      {
        id: input.id,
        action: 'RETURN',
        unless: async (document) =>
          (await beyondReach(returning, document)) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ reason: input.reason }),
    ),
  );

export const issuePolicyDocument = (ctx: Context, input: IssuePolicyDocumentInput) =>
  act(ctx, PolicyDocument, 'issuePolicyDocument', input, (issuing) =>
    take(
      issuing,
      policyDocumentLife,
      {
        id: input.id,
        action: 'ISSUE',
        unless: async (document) =>
          (await beyondReach(issuing, document)) ??
          noName(ctx, 'number', input.number) ??
          dayBefore(ctx, 'inForceFrom', input.inForceFrom, document.draftedOn) ??
          (await numberTaken(issuing, document, input.number.trim())),
      },
      () => ({
        set: { number: input.number.trim(), inForceFrom: input.inForceFrom },
        facts: { inForceFrom: input.inForceFrom },
      }),
    ),
  );

export const repealPolicyDocument = (ctx: Context, input: RepealPolicyDocumentInput) =>
  act(ctx, PolicyDocument, 'repealPolicyDocument', input, (repealing) =>
    take(
      repealing,
      policyDocumentLife,
      {
        id: input.id,
        action: 'REPEAL',
        unless: async (document) =>
          (await beyondReach(repealing, document)) ??
          blank(ctx, 'reason', input.reason) ??
          afterToday(repealing, 'on', input.on) ??
          dayBefore(ctx, 'on', input.on, document.inForceFrom!),
      },
      () => ({ set: { repealedOn: input.on }, reason: input.reason, facts: { on: input.on } }),
    ),
  );

export const attachPolicyDocument = (ctx: Context, input: AttachPolicyDocumentInput) =>
  act(ctx, Appointment, 'attachPolicyDocument', input, (attaching) =>
    take(
      attaching,
      appointmentLife,
      {
        id: input.appointmentId,
        action: 'ATTACH_DOCUMENT',
        unless: async (appointment) =>
          (await outsideAppointment(ctx, attaching, appointment)) ??
          (await notBinding(attaching, input.policyDocumentId, appointment.fromOn)),
      },
      () => ({
        set: { policyDocumentId: input.policyDocumentId },
        facts: { policyDocumentId: input.policyDocumentId },
      }),
    ),
  );

async function numberTaken(issuing: Act, { issuingUnitId }: PolicyDocument, number: string) {
  await lockName(issuing.tx, `document ${issuingUnitId} ${number}`);
  const takenBy = await issuing.tx.getRepository(PolicyDocument).findOneBy({ issuingUnitId, number });
  return takenBy && documentNumberTaken(issuing, takenBy);
}

const documentNumberTaken = (ctx: Listener, takenBy: PolicyDocument) =>
  refusal(
    'DocumentNumberTaken',
    'DOCUMENT_NUMBER_TAKEN',
    say(ctx, {
      en: `${takenBy.title} bears the number ${takenBy.number}.`,
      zh: `文号 ${takenBy.number} 已用于《${takenBy.title}》。`,
    }),
    { takenBy },
  );
