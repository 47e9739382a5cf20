import { type Act, act, begin, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { asDialled, blank, notFound } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { maskName, maskPhone, type Vault } from '@jinlin/privacy';
import type { Channel } from '@jinlin/profile';
import { Area, communityOf } from '@jinlin/replicas';
import { closedTo } from '../centre/centre.service';
import type { Context } from '../context';
import { answerMerged } from '../duplicate/duplicate.service';
import type {
  ArchiveCaseInput,
  BeginHandlingCaseInput,
  CasePlacing,
  CloseCaseInput,
  ContactReporterInput,
  DispatchCaseInput,
  EscalateCaseInput,
  GiveUpVisitInput,
  GradeCaseInput,
  HandleCaseInput,
  OpenCaseInput,
  RecordMissedVisitInput,
  RegisterCaseInput,
  ReopenCaseInput,
  ReplyToCaseInput,
  ReporterInput,
  ResolveCaseOnSiteInput,
  ReturnCaseInput,
  SignCaseInput,
  VisitBackCaseInput,
  WithdrawCaseInput,
} from '../generated/graphql';
import { unknownCategory, unlisted } from '../guards';
import { ringFor } from '../neighbour-call/neighbour-call.service';
import { assistedBy, faultIn, hand, partsStillOpen, recallParts } from '../part/part.service';
import { adviceNow, adviceTaken, nobodyNamed } from '../routing/routing.service';
import { elsewhere, notHeld, undispatched, untouchedByUnit } from './case.desk';
import { Case } from './case.entity';
import { caseLife } from './case.life';
import { reopenedTooOften, returnedTooLate, returnedTooOften, visitedTooSeldom } from './case.limits';

export const openCase = (ctx: Context, input: OpenCaseInput, placing: CasePlacing = 'GIVEN') =>
  act(ctx, Case, 'openCase', input, async (open) => {
    const area = await open.tx.findOneBy(Area, { id: input.areaId });
    if (!area || area.validTo || !mayOpenAt(open, area)) return notFound(ctx, 'Area', input.areaId);

    const locality = ctx.localities.of(area.code);
    const fault =
      unlisted(ctx, 'channel', locality.channels, input.channel) ??
      unknownCategory(ctx, locality, input.category) ??
      blank(ctx, 'title', input.title) ??
      (await closedTo(open, area, input.windowId));
    if (fault) return fault;

    const opened = await begin(open, caseLife, 'OPEN', {
      reference: await nextReference(open, locality.code),
      localityCode: locality.code,
      state: isFieldWork(locality.channel(input.channel)) ? 'DISCOVERED' : 'RECEIVED',
      channel: input.channel,
      windowId: input.windowId ?? null,
      memberVisitId: input.memberVisitId ?? null,
      category: input.category,
      requestType: input.requestType ?? 'HELP',
      urgency: input.urgency ?? 'GENERAL',
      title: input.title.trim(),
      description: input.description ?? null,
      address: input.address ?? null,
      ...reporter(ctx.vault, input.reporter),
      reporterPersonId: open.actor.role === 'RESIDENT' ? open.actor.personId : null,
      areaId: area.id,
      areaPath: area.path,
      placing,
      communityId: await communityOf(open.tx, area),
      isResolvedOnSite: false,
      openedAt: ctx.now,
      isDeadlineProvisional: false,
      extensionCount: 0,
      assistingUnitIds: [],
      alerts: [],
      calledUnitIds: [],
      isWeighed: input.requestType !== 'COMPLAINT',
      classes: [],
      returnCount: 0,
      reopenCount: 0,
      missedVisits: 0,
    });
    await ringFor(open, ctx.localities, opened);
    return opened;
  });

export const registerCase = (ctx: Context, input: RegisterCaseInput) =>
  act(ctx, Case, 'registerCase', input, (registering) =>
    take(
      registering,
      caseLife,
      {
        id: input.id,
        action: 'REGISTER',
        unless: ({ localityCode }) =>
          unknownCategory(ctx, ctx.localities.named(localityCode), input.category),
      },
      ({ category }) =>
        input.category && input.category !== category
          ? { set: { category: input.category }, facts: { category: input.category, was: category } }
          : {},
    ),
  );

export const resolveCaseOnSite = (ctx: Context, input: ResolveCaseOnSiteInput) =>
  act(ctx, Case, 'resolveCaseOnSite', input, async (resolving) => {
    const resolved = await take(
      resolving,
      caseLife,
      { id: input.id, action: 'RESOLVE_ON_SITE', unless: () => blank(ctx, 'reply', input.reply) },
      () => ({
        set: { outcome: 'RESOLVED' as const, isResolvedOnSite: true, reply: input.reply, handledAt: ctx.now },
      }),
    );
    if (resolved instanceof Case) await answerMerged(resolving, resolved);
    return resolved;
  });

export const escalateCase = (ctx: Context, input: EscalateCaseInput) =>
  act(ctx, Case, 'escalateCase', input, (escalating) =>
    take(
      escalating,
      caseLife,
      { id: input.id, action: 'ESCALATE', unless: () => blank(ctx, 'reason', input.reason) },
      () => ({ reason: input.reason.trim() }),
    ),
  );

export const gradeCase = (ctx: Context, input: GradeCaseInput) =>
  act(ctx, Case, 'gradeCase', input, (grading) => {
    const { id, grade, reason } = input;
    return take(
      grading,
      caseLife,
      { id, action: 'GRADE', unless: () => blank(ctx, 'reason', reason) },
      (row) => ({
        set: { grade },
        reason: reason.trim(),
        ruleVersion: ctx.localities.named(row.localityCode).response(grade, ctx.now).ruleVersion,
        facts: { grade, was: row.grade },
      }),
    );
  });

export const dispatchCase = (ctx: Context, input: DispatchCaseInput) =>
  act(ctx, Case, 'dispatchCase', input, async (dispatching) => {
    const { id, reason } = input;
    const parts = input.parts ?? [];
    const found = await dispatching.tx.findOneBy(Case, { id });
    if (!found) return notFound(ctx, 'Case', id);

    const advice = await adviceNow(ctx, dispatching, found);
    const unitId = input.unitId ?? advice?.unitId;
    if (!unitId) return nobodyNamed(ctx, advice);
    const fault = await faultIn(dispatching, parts, unitId);
    if (fault) return fault;

    const dispatched = await take(dispatching, caseLife, { id, action: 'DISPATCH' }, (row) => {
      const rules = ctx.localities.named(row.localityCode);
      const { dueAt, isProvisional, ruleVersion, limit } = rules.deadline(row, ctx.now);
      const set = {
        ...untouchedByUnit,
        responsibleUnitId: unitId,
        deskUnitId: unitId,
        firstUnitId: row.firstUnitId ?? unitId,
        dispatchedAt: ctx.now,
        contactDueAt: rules.contactDueAt(ctx.now),
        deadlineSetAt: ctx.now,
        dueAt,
        isDeadlineProvisional: isProvisional,
        deadlineRule: ruleVersion,
        ...assistedBy({ assistingUnitIds: [] }, parts),
      };
      return {
        set: { ...set, nextAlertAt: rules.nextAlertAt({ ...row, ...set, state: 'DISPATCHED' }) },
        reason,
        ruleVersion,
        facts: { unitId, limit, dueAt, ...adviceTaken(advice, unitId) },
      };
    });
    if (dispatched instanceof Case) await hand(dispatching, dispatched, parts, null);
    return dispatched;
  });

export const signCase = (ctx: Context, input: SignCaseInput) =>
  act(ctx, Case, 'signCase', input, (signing) =>
    take(signing, caseLife, { id: input.id, action: 'SIGN', unless: elsewhere(signing) }),
  );

export const returnCase = (ctx: Context, input: ReturnCaseInput) =>
  act(ctx, Case, 'returnCase', input, async (returning) => {
    const returned = await take(
      returning,
      caseLife,
      {
        id: input.id,
        action: 'RETURN',
        unless: (row) =>
          elsewhere(returning)(row) ??
          blank(ctx, 'legalBasis', input.legalBasis) ??
          returnedTooOften(ctx, row) ??
          returnedTooLate(ctx, row),
      },
      ({ responsibleUnitId, returnCount }) => ({
        set: { ...undispatched, returnCount: returnCount + 1 },
        reason: input.legalBasis,
        facts: { unitId: responsibleUnitId },
      }),
    );
    if (returned instanceof Case) await recallParts(returning, returned.id);
    return returned;
  });

export const contactReporter = (ctx: Context, input: ContactReporterInput) =>
  act(ctx, Case, 'contactReporter', input, (contacting) =>
    take(
      contacting,
      caseLife,
      { id: input.id, action: 'CONTACT', unless: elsewhere(contacting) },
      ({ firstContactAt }) => ({ set: { firstContactAt: firstContactAt ?? ctx.now } }),
    ),
  );

export const beginHandlingCase = (ctx: Context, input: BeginHandlingCaseInput) =>
  act(ctx, Case, 'beginHandlingCase', input, (beginning) =>
    take(beginning, caseLife, { id: input.id, action: 'BEGIN', unless: elsewhere(beginning) }, () => ({
      set: { begunAt: ctx.now },
    })),
  );

export const handleCase = (ctx: Context, input: HandleCaseInput) =>
  act(ctx, Case, 'handleCase', input, (handling) =>
    take(
      handling,
      caseLife,
      {
        id: input.id,
        action: 'HANDLE',
        unless: async (row) =>
          elsewhere(handling)(row) ??
          blank(ctx, 'note', input.note) ??
          (await partsStillOpen(handling, row.id, null)),
      },
      () => ({
        set: { outcome: input.outcome, note: input.note, handledAt: ctx.now },
        facts: { outcome: input.outcome },
      }),
    ),
  );

export const replyToCase = (ctx: Context, input: ReplyToCaseInput) =>
  act(ctx, Case, 'replyToCase', input, async (replying) => {
    const replied = await take(
      replying,
      caseLife,
      {
        id: input.id,
        action: 'REPLY',
        unless: (row) => elsewhere(replying)(row) ?? blank(ctx, 'reply', input.reply),
      },
      () => ({ set: { reply: input.reply } }),
    );
    if (replied instanceof Case) await answerMerged(replying, replied);
    return replied;
  });

export const visitBackCase = (ctx: Context, input: VisitBackCaseInput) =>
  act(ctx, Case, 'visitBackCase', input, (visiting) => {
    const { wasContacted, wasSolved, satisfaction } = input;
    return take(visiting, caseLife, { id: input.id, action: 'VISIT_BACK' }, () => ({
      set: { visitedAt: ctx.now, wasContacted, wasSolved, satisfaction },
      facts: { wasContacted, wasSolved, satisfaction },
    }));
  });

export const recordMissedVisit = (ctx: Context, input: RecordMissedVisitInput) =>
  act(ctx, Case, 'recordMissedVisit', input, (missing) =>
    take(missing, caseLife, { id: input.id, action: 'MISS_VISIT' }, ({ missedVisits }) => ({
      set: { missedVisits: missedVisits + 1 },
      facts: { why: input.why },
    })),
  );

export const giveUpVisit = (ctx: Context, input: GiveUpVisitInput) =>
  act(ctx, Case, 'giveUpVisit', input, (givingUp) =>
    take(
      givingUp,
      caseLife,
      { id: input.id, action: 'GIVE_UP_VISIT', unless: (row) => visitedTooSeldom(ctx, row) },
      ({ missedVisits }) => ({ facts: { missedVisits } }),
    ),
  );

export const reopenCase = (ctx: Context, input: ReopenCaseInput) =>
  act(ctx, Case, 'reopenCase', input, (reopening) =>
    take(
      reopening,
      caseLife,
      {
        id: input.id,
        action: 'REOPEN',
        unless: (row) => blank(ctx, 'reason', input.reason) ?? reopenedTooOften(ctx, row),
      },
      ({ reopenCount }) => ({
        set: { ...undispatched, ...unhandled, reopenCount: reopenCount + 1 },
        reason: input.reason,
      }),
    ),
  );

export const closeCase = (ctx: Context, input: CloseCaseInput) =>
  act(ctx, Case, 'closeCase', input, (closing) =>
    take(closing, caseLife, { id: input.id, action: 'CLOSE' }, ({ outcome }) => ({
      set: { closedAt: ctx.now },
      facts: { outcome },
    })),
  );

export const withdrawCase = (ctx: Context, input: WithdrawCaseInput) =>
  act(ctx, Case, 'withdrawCase', input, async (withdrawing) => {
    const withdrawn = await take(
      withdrawing,
      caseLife,
      { id: input.id, action: 'WITHDRAW', unless: () => blank(ctx, 'reason', input.reason) },
      () => ({
        set: { outcome: 'WITHDRAWN' as const, closedAt: ctx.now, ...notHeld },
        reason: input.reason.trim(),
        facts: { outcome: 'WITHDRAWN' },
      }),
    );
    if (withdrawn instanceof Case) await recallParts(withdrawing, withdrawn.id);
    return withdrawn;
  });

export const archiveCase = (ctx: Context, input: ArchiveCaseInput) =>
  act(ctx, Case, 'archiveCase', input, (archiving) =>
    take(archiving, caseLife, { id: input.id, action: 'ARCHIVE' }, () => ({ set: { archivedAt: ctx.now } })),
  );

const unhandled = {
  mainCaseId: null,
  outcome: null,
  isResolvedOnSite: false,
  handledAt: null,
  visitedAt: null,
  missedVisits: 0,
  wasContacted: null,
  wasSolved: null,
  satisfaction: null,
};

/** Residents open cases for themselves anywhere; whoever works for an area opens them within it. */
const mayOpenAt = ({ actor, scope }: Act, { path }: Area) =>
  actor.role === 'RESIDENT' ? actor.personId !== null : liesIn(path, scope.areaPath);

async function nextReference({ tx, now }: Act, localityCode: string) {
  const [{ count }] = await tx.query(`select nextval('case_reference') as count`);
  return `${localityCode}-${dateIn(now).slice(0, 4)}-${String(count).padStart(6, '0')}`;
}

function reporter(vault: Vault, given: ReporterInput | null | undefined) {
  const { name, phone, isConfidential } = given ?? {};
  return {
    isConfidential: isConfidential ?? false,
    reporterMaskedName: name ? maskName(name) : null,
    reporterMaskedPhone: phone ? maskPhone(phone) : null,
    reporterSealedName: name ? vault.seal(name) : null,
    reporterSealedPhone: phone ? vault.seal(phone) : null,
    reporterPhoneHash: phone ? vault.hash(asDialled(phone)) : null,
  };
}

/** Patrols and visits find a case before anybody asks. */
const isFieldWork = (channel: Channel | undefined) => channel?.kind === 'PATROL' || channel?.kind === 'VISIT';
