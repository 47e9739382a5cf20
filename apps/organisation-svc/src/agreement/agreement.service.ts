import { type Act, act, begin, beginAll, take, takeAll } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, forbidden, invalidInput, type Listener, notFound, refusal, say } from '@jinlin/graphql';
import { In } from 'typeorm';
import { Area } from '../area/area.entity';
import type { Context } from '../context';
import type {
  ConcludeAgreementInput,
  ExtendAgreementInput,
  ProposeAgreementInput,
  SignAgreementInput,
  TerminateAgreementInput,
  WithdrawAgreementInput,
  WorkSide,
} from '../generated/graphql';
import { afterToday, endsBeforeItBegins, notAtLevel } from '../guards';
import { otherSide, sidesOf } from '../joint-work/side';
import { unknownTheme } from '../joint-work/theme';
import { Unit } from '../unit/unit.entity';
import { Agreement, Commitment } from './agreement.entity';
import { agreementLife, commitmentLife } from './agreement.life';
import { promised, promiseFault, settleCommitments } from './commitment.service';
import { dueDay } from './due-day';

const COMMITMENTS_AT_MOST = 50;

export const proposeAgreement = (ctx: Context, input: ProposeAgreementInput) =>
  act(ctx, Agreement, 'proposeAgreement', input, async (proposing) => {
    const { areaId, unitId, title, theme, from, to, commitments } = input;
    const sides = await sidesOf(proposing, { areaId, unitId });
    const area = sides.length ? await proposing.tx.findOneBy(Area, { id: areaId, state: 'ACTIVE' }) : null;
    if (!area) return notFound(ctx, 'Area', areaId);
    if (!(await proposing.tx.existsBy(Unit, { id: unitId, state: 'ACTIVE' })))
      return notFound(ctx, 'Unit', unitId);
    const proposedBy = input.proposedBy ?? sides[0]!;
    if (!sides.includes(proposedBy)) throw forbidden('Only who acts for a side may propose in its name.');

    const fault =
      notAtLevel(ctx, area, 'COMMUNITY') ??
      blank(ctx, 'title', title) ??
      unknownTheme(ctx, area, theme) ??
      endsBeforeItBegins(ctx, { fromOn: from }, to) ??
      wrongNumber(ctx, commitments.length) ??
      commitments
        .map((commitment) => promiseFault(ctx, { fromOn: from, toOn: to }, commitment))
        .find(Boolean);
    if (fault) return fault;

    const agreement = await begin(proposing, agreementLife, 'PROPOSE', {
      state: 'PROPOSED',
      title: title.trim(),
      theme: theme ?? null,
      areaId,
      unitId,
      proposedBy,
      fromOn: from,
      toOn: to,
    });
    const offered = commitments.map((commitment) => promised(agreement, commitment));
    await beginAll(proposing, commitmentLife, 'OFFER', offered);
    return agreement;
  });

export const signAgreement = (ctx: Context, input: SignAgreementInput) =>
  act(ctx, Agreement, 'signAgreement', input, (signing) =>
    take(
      signing,
      agreementLife,
      {
        id: input.id,
        action: 'SIGN',
        unless: async (agreement) =>
          (await proposersSide(signing, agreement)) ??
          afterToday(signing, 'on', input.on) ??
          afterTheTerm(ctx, agreement, input.on),
      },
      async (agreement) => {
        await giveDays(ctx, signing, agreement, input.on);
        return { set: { signedOn: input.on }, facts: { on: input.on } };
      },
    ),
  );

export const withdrawAgreement = (ctx: Context, input: WithdrawAgreementInput) =>
  act(ctx, Agreement, 'withdrawAgreement', input, (withdrawing) =>
    take(
      withdrawing,
      agreementLife,
      {
        id: input.id,
        action: 'WITHDRAW',
        unless: async (agreement) =>
          (await foreign(withdrawing, agreement)) ?? blank(ctx, 'reason', input.reason),
      },
      async (agreement) => {
        await settleCommitments(withdrawing, agreement, 'AGREEMENT_WITHDRAWN');
        return { reason: input.reason };
      },
    ),
  );

export const extendAgreement = (ctx: Context, input: ExtendAgreementInput) =>
  act(ctx, Agreement, 'extendAgreement', input, (extending) =>
    take(
      extending,
      agreementLife,
      {
        id: input.id,
        action: 'EXTEND',
        unless: async (agreement) =>
          (await foreign(extending, agreement)) ?? notLater(ctx, 'to', agreement.toOn, input.to),
      },
      ({ toOn }) => ({ set: { toOn: input.to }, reason: input.reason, facts: { was: toOn, to: input.to } }),
    ),
  );

export const concludeAgreement = (ctx: Context, input: ConcludeAgreementInput) =>
  act(ctx, Agreement, 'concludeAgreement', input, (concluding) =>
    take(
      concluding,
      agreementLife,
      {
        id: input.id,
        action: 'CONCLUDE',
        unless: async (agreement) =>
          (await foreign(concluding, agreement)) ?? (await stillOpen(concluding, agreement)),
      },
      () => ({ set: { endedOn: dateIn(ctx.now) } }),
    ),
  );

export const terminateAgreement = (ctx: Context, input: TerminateAgreementInput) =>
  act(ctx, Agreement, 'terminateAgreement', input, (terminating) =>
    take(
      terminating,
      agreementLife,
      {
        id: input.id,
        action: 'TERMINATE',
        unless: async (agreement) =>
          (await foreign(terminating, agreement)) ?? blank(ctx, 'reason', input.reason),
      },
      async (agreement) => ({
        set: { endedOn: dateIn(ctx.now) },
        reason: input.reason,
        facts: { released: await settleCommitments(terminating, agreement, 'AGREEMENT_TERMINATED') },
      }),
    ),
  );

/** From the signing on the commitments hold, each to its day by the working calendar. */
async function giveDays(ctx: Context, signing: Act, { id: agreementId, areaId }: Agreement, day: string) {
  const { code } = await signing.tx.findOneByOrFail(Area, { id: areaId });
  const calendar = ctx.localities.of(code).calendar(day);
  const offered = await signing.tx.findBy(Commitment, { agreementId, state: 'OFFERED' });
  const ids = offered.map(({ id }) => id);
  await takeAll(signing, commitmentLife, { ids, action: 'PROMISE' }, (commitment) => {
    const dueOn = dueDay(calendar, commitment, day);
    return { set: { dueOn }, facts: { dueOn } };
  });
}

/** For whoever acts for neither side it is as if the agreement did not exist. */
async function foreign(acting: Act, agreement: Agreement) {
  const sides = await sidesOf(acting, agreement);
  return sides.length ? null : notFound(acting, 'Agreement', agreement.id);
}

async function proposersSide(signing: Act, agreement: Agreement) {
  const sides = await sidesOf(signing, agreement);
  if (!sides.length) return notFound(signing, 'Agreement', agreement.id);

  const side = otherSide(agreement.proposedBy);
  return sides.includes(side) ? null : otherSideSigns(signing, side);
}

const otherSideSigns = (ctx: Listener, side: WorkSide) =>
  refusal(
    'OtherSideSigns',
    'OTHER_SIDE_SIGNS',
    say(ctx, {
      en: `The ${side === 'UNIT' ? 'unit' : 'community'} signs what the other side proposed.`,
      zh: `协议须由另一方（${side === 'UNIT' ? '单位' : '社区'}）签署。`,
    }),
    { side },
  );

const wrongNumber = (ctx: Listener, count: number) =>
  count >= 1 && count <= COMMITMENTS_AT_MOST
    ? null
    : invalidInput(ctx, 'commitments', {
        en: `An agreement holds from 1 to ${COMMITMENTS_AT_MOST} commitments; these are ${count}.`,
        zh: `协议须有 1 至 ${COMMITMENTS_AT_MOST} 项承诺；所给为 ${count} 项。`,
      });

const afterTheTerm = (ctx: Listener, { toOn }: Agreement, day: string) =>
  day <= toOn
    ? null
    : invalidInput(ctx, 'on', {
        en: `"on" must not be after ${toOn}, the last day of the term.`,
        zh: `“on”不得晚于协议期满日 ${toOn}。`,
      });

const notLater = (ctx: Listener, field: string, last: string, day: string) =>
  day > last
    ? null
    : invalidInput(ctx, field, {
        en: `"${field}" must be after ${last}, the last day that it has; it is ${day}.`,
        zh: `“${field}”须晚于现期满日 ${last}；所给为 ${day}。`,
      });

/** How many commitments a refusal shows; it says how many there are. */
const SHOWN = 100;

async function stillOpen(concluding: Act, { id: agreementId }: Agreement) {
  const commitments = await concluding.tx.find(Commitment, {
    where: { agreementId, state: In(['PROMISED', 'DUE', 'BROKEN']) },
    order: { dueOn: 'ASC', id: 'ASC' },
  });
  if (commitments.length === 0) return null;
  return refusal(
    'CommitmentsOpen',
    'COMMITMENTS_OPEN',
    say(concluding, {
      en: `${commitments.length} commitments are not kept: record them, release them, or terminate the agreement.`,
      zh: `尚有 ${commitments.length} 项承诺未兑现：请登记兑现、免除，或终止协议。`,
    }),
    { count: commitments.length, commitments: commitments.slice(0, SHOWN) },
  );
}
