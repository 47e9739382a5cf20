import { type Act, act, begin, take } from '@jinlin/acts';
import { blank, invalidInput, notFound, refusal, say } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { maskName, maskPhone, type Vault } from '@jinlin/privacy';
import type { Channel } from '@jinlin/profile';
import { Area, communityOf, Unit } from '@jinlin/replicas';
import type { Context } from '../context';
import type {
  CloseCaseInput,
  DispatchCaseInput,
  HandleCaseInput,
  OpenCaseInput,
  RegisterCaseInput,
  ReopenCaseInput,
  ReplyToCaseInput,
  ReporterInput,
  ResolveCaseOnSiteInput,
  ReturnCaseInput,
  SignCaseInput,
  VisitBackCaseInput,
} from '../generated/graphql';
import type { LocalityRules } from '../locality';
import { Case } from './case.entity';
import { caseLife } from './case.life';

export const openCase = (ctx: Context, input: OpenCaseInput) =>
  act(ctx, Case, 'openCase', input, async (open) => {
    const area = await open.tx.findOneBy(Area, { id: input.areaId });
    if (!area || area.validTo || !mayOpenAt(open, area)) return notFound(ctx, 'Area', input.areaId);

    const locality = ctx.localities.of(area.code);
    const fault =
      unknownChannel(ctx, locality, input.channel) ??
      unknownCategory(ctx, locality, input.category) ??
      blank(ctx, 'title', input.title);
    if (fault) return fault;

    return begin(open, caseLife, 'OPEN', {
      reference: await nextReference(open, locality.code),
      localityCode: locality.code,
      state: isFieldWork(locality.channel(input.channel)) ? 'DISCOVERED' : 'RECEIVED',
      channel: input.channel,
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
      communityId: await communityOf(open.tx, area),
      isResolvedOnSite: false,
      openedAt: ctx.now,
      isDeadlineProvisional: false,
      returnCount: 0,
      reopenCount: 0,
    });
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
  act(ctx, Case, 'resolveCaseOnSite', input, (resolving) =>
    take(
      resolving,
      caseLife,
      { id: input.id, action: 'RESOLVE_ON_SITE', unless: () => blank(ctx, 'reply', input.reply) },
      () => ({
        set: { outcome: 'RESOLVED' as const, isResolvedOnSite: true, reply: input.reply, handledAt: ctx.now },
      }),
    ),
  );

export const dispatchCase = (ctx: Context, input: DispatchCaseInput) =>
  act(ctx, Case, 'dispatchCase', input, async (dispatching) => {
    const unit = await dispatching.tx.findOneBy(Unit, { id: input.unitId });
    if (!unit?.active) return notFound(ctx, 'Unit', input.unitId);

    return take(dispatching, caseLife, { id: input.id, action: 'DISPATCH' }, (row) => {
      const rules = ctx.localities.named(row.localityCode);
      const { dueAt, isProvisional, ruleVersion } = rules.deadline(row, ctx.now);
      return {
        set: {
          responsibleUnitId: unit.id,
          deskUnitId: unit.id,
          dispatchedAt: ctx.now,
          dueAt,
          isDeadlineProvisional: isProvisional,
          deadlineRule: ruleVersion,
        },
        reason: input.reason,
        ruleVersion,
        facts: { unitId: unit.id, dueAt },
      };
    });
  });

export const signCase = (ctx: Context, input: SignCaseInput) =>
  act(ctx, Case, 'signCase', input, (signing) =>
    take(signing, caseLife, { id: input.id, action: 'SIGN', unless: elsewhere(signing) }),
  );

export const returnCase = (ctx: Context, input: ReturnCaseInput) =>
  act(ctx, Case, 'returnCase', input, (returning) =>
    take(
      returning,
      caseLife,
      {
        id: input.id,
        action: 'RETURN',
        unless: (row) =>
          elsewhere(returning)(row) ??
          blank(ctx, 'legalBasis', input.legalBasis) ??
          returnedTooOften(ctx, row),
      },
      ({ responsibleUnitId, returnCount }) => ({
        set: { ...undispatched, returnCount: returnCount + 1 },
        reason: input.legalBasis,
        facts: { unitId: responsibleUnitId },
      }),
    ),
  );

export const handleCase = (ctx: Context, input: HandleCaseInput) =>
  act(ctx, Case, 'handleCase', input, (handling) =>
    take(
      handling,
      caseLife,
      {
        id: input.id,
        action: 'HANDLE',
        unless: (row) => elsewhere(handling)(row) ?? blank(ctx, 'note', input.note),
      },
      () => ({
        set: { outcome: input.outcome, note: input.note, handledAt: ctx.now },
        facts: { outcome: input.outcome },
      }),
    ),
  );

export const replyToCase = (ctx: Context, input: ReplyToCaseInput) =>
  act(ctx, Case, 'replyToCase', input, (replying) =>
    take(
      replying,
      caseLife,
      {
        id: input.id,
        action: 'REPLY',
        unless: (row) => elsewhere(replying)(row) ?? blank(ctx, 'reply', input.reply),
      },
      () => ({ set: { reply: input.reply } }),
    ),
  );

export const visitBackCase = (ctx: Context, input: VisitBackCaseInput) =>
  act(ctx, Case, 'visitBackCase', input, (visiting) => {
    const { wasContacted, wasSolved, satisfaction } = input;
    return take(visiting, caseLife, { id: input.id, action: 'VISIT_BACK' }, () => ({
      set: { visitedAt: ctx.now, wasContacted, wasSolved, satisfaction },
      facts: { wasContacted, wasSolved, satisfaction },
    }));
  });

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

const undispatched = {
  responsibleUnitId: null,
  dispatchedAt: null,
  dueAt: null,
  deadlineRule: null,
  isDeadlineProvisional: false,
};

const unhandled = {
  outcome: null,
  isResolvedOnSite: false,
  handledAt: null,
  visitedAt: null,
  wasContacted: null,
  wasSolved: null,
  satisfaction: null,
};

/** Residents open cases for themselves anywhere; whoever works for an area opens them within it. */
const mayOpenAt = ({ actor, scope }: Act, { path }: Area) =>
  actor.role === 'RESIDENT' ? actor.personId !== null : liesIn(path, scope.areaPath);

/** A clerk who sees a case only because they reported it cannot handle it: it lies at another unit's desk. */
const elsewhere =
  (desk: Act) =>
  ({ id, responsibleUnitId }: Case) =>
    responsibleUnitId === desk.actor.unitId ? null : notFound(desk, 'Case', id);

async function nextReference({ tx, now }: Act, localityCode: string) {
  const [{ count }] = await tx.query(`select nextval('case_reference') as count`);
  return `${localityCode}-${now.getUTCFullYear()}-${String(count).padStart(6, '0')}`;
}

function reporter(vault: Vault, given: ReporterInput | null | undefined) {
  const { name, phone, isConfidential } = given ?? {};
  return {
    isConfidential: isConfidential ?? false,
    reporterMaskedName: name ? maskName(name) : null,
    reporterMaskedPhone: phone ? maskPhone(phone) : null,
    reporterSealedName: name ? vault.seal(name) : null,
    reporterSealedPhone: phone ? vault.seal(phone) : null,
    reporterPhoneHash: phone ? vault.hash(phone) : null,
  };
}

/** Patrols and visits find a case before anybody asks. */
const isFieldWork = (channel: Channel | undefined) => channel?.kind === 'PATROL' || channel?.kind === 'VISIT';

function unknownChannel(ctx: Context, locality: LocalityRules, channel: string) {
  const known = locality.channels.map(({ key }) => key).join(', ');
  return locality.channel(channel)
    ? null
    : invalidInput(ctx, 'channel', {
        en: `This locality has no channel ${channel}; it has ${known}.`,
        zh: `本地没有渠道 ${channel};可用渠道:${known}。`,
      });
}

function unknownCategory(ctx: Context, locality: LocalityRules, category: string | null | undefined) {
  return !category || locality.category(category, ctx.now)
    ? null
    : invalidInput(ctx, 'category', {
        en: `This locality has no category ${category}; its hotline taxonomy is in its profile.`,
        zh: `本地没有分类 ${category};热线分类见本地配置。`,
      });
}

/** The first receiver keeps responsibility (首接负责制): a case goes back only as often as the rule allows. */
function returnedTooOften(ctx: Context, { localityCode, returnCount }: Case) {
  const limit = ctx.localities.named(localityCode).timesGivenBackAtMost(ctx.now);
  if (returnCount < limit) return null;
  return refusal(
    'ReturnLimitReached',
    'RETURN_LIMIT_REACHED',
    say(ctx, {
      en: `The case was given back ${limit} time(s) already; this unit keeps it.`,
      zh: `该工单已退回 ${limit} 次,由本单位负责到底。`,
    }),
    { limit },
  );
}

function reopenedTooOften(ctx: Context, { localityCode, reopenCount }: Case) {
  const limit = ctx.localities.named(localityCode).timesReopenedAtMost(ctx.now);
  if (reopenCount < limit) return null;
  return refusal(
    'ReopenLimitReached',
    'REOPEN_LIMIT_REACHED',
    say(ctx, {
      en: `The case was reopened ${limit} time(s) already; close it, or open a new one.`,
      zh: `该工单已重办 ${limit} 次;请办结或另立新单。`,
    }),
    { limit },
  );
}
