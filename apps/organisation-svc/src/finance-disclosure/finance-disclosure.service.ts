import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import { dateIn, dateOfDay, dayOfDate } from '@jinlin/calendar';
import { blank, invalidInput, type Listener, notFound, refusal, say, tooLong } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { In, IsNull, LessThan, LessThanOrEqual, MoreThanOrEqual } from 'typeorm';
import { Area } from '../area/area.entity';
import { beyondReach, reached } from '../area/area.reach';
import type { Context } from '../context';
import type {
  AnswerFinanceObjectionInput,
  ConfirmFinanceDisclosureInput,
  DraftFinanceDisclosureInput,
  FinanceDisclosureState,
  FinanceLineInput,
  ObjectToFinanceDisclosureInput,
  PublishFinanceDisclosureInput,
  ReviseFinanceDisclosureInput,
  WithdrawFinanceDisclosureInput,
} from '../generated/graphql';
import { afterToday, endsBeforeItBegins } from '../guards';
import { FinanceDisclosure, FinanceLine, FinanceObjection } from './finance-disclosure.entity';
import { financeDisclosureLife } from './finance-disclosure.life';
import { sumOf, sumsOf } from './sums';

const LINES_AT_MOST = 100;
const TEXT_AT_MOST = 1000;
/** In fen, a hundred billion yuan: a hundred such lines still add up exactly. */
const MONEY_AT_MOST = 10_000_000_000_000;

/** Those that stand; a withdrawn one is as if it had not been. */
const standing: FinanceDisclosureState[] = ['DRAFT', 'PUBLISHED', 'CONFIRMED'];

export const draftFinanceDisclosure = (ctx: Context, input: DraftFinanceDisclosureInput) =>
  act(ctx, FinanceDisclosure, 'draftFinanceDisclosure', input, async (drafting) => {
    const { areaId, from, to, lines } = input;
    const place = await reached(drafting, areaId);
    if (!place) return notFound(ctx, 'Area', areaId);

    await lockName(drafting.tx, `money of ${areaId}`);
    const fault =
      noBooks(ctx, place) ??
      noRule(ctx, place) ??
      afterToday(drafting, 'to', to) ??
      endsBeforeItBegins(ctx, { fromOn: input.from }, input.to) ??
      (await overlaps(drafting, input)) ??
      wrongMoney(ctx, input) ??
      wrongLines(ctx, lines) ??
      (await wrongSums(drafting, { areaId, fromOn: from }, input));
    if (fault) return fault;

    const disclosure = await begin(drafting, financeDisclosureLife, 'DRAFT', {
      state: 'DRAFT',
      areaId,
      fromOn: from,
      toOn: to,
      objectionCount: 0,
      ...bookedAs(input),
    });
    await write(drafting, disclosure, lines);
    return disclosure;
  });

export const reviseFinanceDisclosure = (ctx: Context, input: ReviseFinanceDisclosureInput) =>
  act(ctx, FinanceDisclosure, 'reviseFinanceDisclosure', input, (revising) =>
    take(
      revising,
      financeDisclosureLife,
      {
        id: input.id,
        action: 'REVISE',
        unless: async (disclosure) =>
          (await beyondReach(revising, disclosure)) ??
          wrongMoney(ctx, input) ??
          wrongLines(ctx, input.lines) ??
          (await wrongSums(revising, disclosure, input)),
      },
      async (disclosure) => {
        await revising.tx.delete(FinanceLine, { disclosureId: disclosure.id });
        await write(revising, disclosure, input.lines);
        return { set: bookedAs(input) };
      },
    ),
  );

export const publishFinanceDisclosure = (ctx: Context, input: PublishFinanceDisclosureInput) =>
  act(ctx, FinanceDisclosure, 'publishFinanceDisclosure', input, (publishing) =>
    take(
      publishing,
      financeDisclosureLife,
      {
        id: input.id,
        action: 'PUBLISH',
        unless: async (disclosure) =>
          (await beyondReach(publishing, disclosure)) ?? (await ledgerDisagrees(publishing, disclosure)),
      },
      async ({ areaId }) => {
        const { code } = await publishing.tx.findOneByOrFail(Area, { id: areaId });
        const publishedOn = dateIn(ctx.now);
        // Nothing is drafted where the profile says nothing of publicity.
        const { days, ruleVersion } = ctx.localities.of(code).publicity(publishedOn)!;
        const publicUntil = dateOfDay(dayOfDate(publishedOn) + days);
        return { set: { publishedOn, publicUntil, ruleVersion }, ruleVersion, facts: { publicUntil } };
      },
    ),
  );

export const objectToFinanceDisclosure = (ctx: Context, input: ObjectToFinanceDisclosureInput) =>
  act(ctx, FinanceDisclosure, 'objectToFinanceDisclosure', input, (objecting) =>
    take(
      objecting,
      financeDisclosureLife,
      {
        id: input.id,
        action: 'OBJECT',
        unless: async (disclosure) =>
          (await strangeTo(objecting, disclosure)) ??
          blank(ctx, 'text', input.text) ??
          tooLong(ctx, 'text', input.text, TEXT_AT_MOST) ??
          tooLate(objecting, disclosure),
      },
      async ({ id, areaId, objectionCount }) => {
        // Without RETURNING: who objects without a person of record may not read it afterwards.
        await objecting.tx.query(
          `insert into finance_objection (disclosure_id, area_id, person_id, made_on, text)
           values ($1, $2, $3, $4, $5)`,
          [id, areaId, objecting.actor.personId, dateIn(ctx.now), input.text.trim()],
        );
        return { set: { objectionCount: objectionCount + 1 } };
      },
    ),
  );

export const answerFinanceObjection = (ctx: Context, input: AnswerFinanceObjectionInput) =>
  act(ctx, FinanceDisclosure, 'answerFinanceObjection', input, (answering) =>
    take(
      answering,
      financeDisclosureLife,
      {
        id: input.id,
        action: 'ANSWER',
        unless: async (disclosure) =>
          (await beyondReach(answering, disclosure)) ??
          blank(ctx, 'answer', input.answer) ??
          tooLong(ctx, 'answer', input.answer, TEXT_AT_MOST) ??
          (await notWaiting(answering, input)),
      },
      async () => {
        const answered = { answer: input.answer.trim(), answeredOn: dateIn(ctx.now) };
        await answering.tx.update(FinanceObjection, { id: input.objectionId }, answered);
        return { facts: { objectionId: input.objectionId } };
      },
    ),
  );

export const confirmFinanceDisclosure = (ctx: Context, input: ConfirmFinanceDisclosureInput) =>
  act(ctx, FinanceDisclosure, 'confirmFinanceDisclosure', input, (confirming) =>
    take(confirming, financeDisclosureLife, {
      id: input.id,
      action: 'CONFIRM',
      unless: async (disclosure) =>
        (await beyondReach(confirming, disclosure)) ??
        stillPublic(confirming, disclosure) ??
        (await objectionsOpen(confirming, disclosure)),
    }),
  );

export const withdrawFinanceDisclosure = (ctx: Context, input: WithdrawFinanceDisclosureInput) =>
  act(ctx, FinanceDisclosure, 'withdrawFinanceDisclosure', input, (withdrawing) =>
    take(
      withdrawing,
      financeDisclosureLife,
      {
        id: input.id,
        action: 'WITHDRAW',
        unless: async (disclosure) =>
          (await beyondReach(withdrawing, disclosure)) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ reason: input.reason }),
    ),
  );

type Books = Pick<DraftFinanceDisclosureInput, 'opening' | 'closing' | 'feesDue' | 'lines'>;

const bookedAs = ({ opening, feesDue, lines }: Books) => ({
  opening,
  feesDue: feesDue ?? 0,
  ...sumsOf(opening, lines),
});

const write = (drafting: Act, { id: disclosureId }: FinanceDisclosure, lines: readonly FinanceLineInput[]) =>
  drafting.tx.insert(
    FinanceLine,
    lines.map(({ kind, title, amount }, index) => ({
      disclosureId,
      number: index + 1,
      kind,
      title: title.trim(),
      amount,
    })),
  );

/** Who lives around the place may object, and so may those who keep its books on behalf of somebody. */
async function strangeTo(objecting: Act, disclosure: FinanceDisclosure) {
  const { actor, tx } = objecting;
  if (actor.role !== 'RESIDENT') return beyondReach(objecting, disclosure);

  const place = await tx.findOneByOrFail(Area, { id: disclosure.areaId });
  const home = actor.areaId ? await tx.findOneBy(Area, { id: actor.areaId }) : null;
  const isNear = home && (liesIn(home.path, place.path) || liesIn(place.path, home.path));
  return isNear ? null : notFound(objecting, 'FinanceDisclosure', disclosure.id);
}

const noBooks = (ctx: Listener, { name, level }: Area) =>
  level === 'COMPOUND' || level === 'COMMUNITY'
    ? null
    : invalidInput(ctx, 'areaId', {
        en: `Compounds and communities show their money; ${name} is a ${level}.`,
        zh: `财务公开以小区或社区为单位；${name}的层级为 ${level}。`,
      });

const noRule = (ctx: Context, { code }: Area) =>
  ctx.localities.holding(code)?.publicity(dateIn(ctx.now))
    ? null
    : invalidInput(ctx, 'areaId', {
        en: 'The profile of this locality does not say for how many days books hang out (communityEconomy).',
        zh: '本地配置未规定财务公示天数（communityEconomy）。',
      });

async function overlaps(drafting: Act, { areaId, from, to }: DraftFinanceDisclosureInput) {
  const disclosure = await drafting.tx.findOneBy(FinanceDisclosure, {
    areaId,
    state: In(standing),
    fromOn: LessThanOrEqual(to),
    toOn: MoreThanOrEqual(from),
  });
  if (!disclosure) return null;
  return refusal(
    'DisclosureOverlaps',
    'DISCLOSURE_OVERLAPS',
    say(drafting, {
      en: `The money from ${disclosure.fromOn} to ${disclosure.toOn} is shown already.`,
      zh: `${disclosure.fromOn} 至 ${disclosure.toOn} 的财务已公开或正在起草。`,
    }),
    { disclosure },
  );
}

function wrongMoney(ctx: Listener, { opening, feesDue }: Books) {
  if (Math.abs(opening) > MONEY_AT_MOST) {
    return invalidInput(ctx, 'opening', {
      en: `"opening" must not be more than ${MONEY_AT_MOST} fen.`,
      zh: `“opening”不得超过 ${MONEY_AT_MOST} 分。`,
    });
  }
  return (feesDue ?? 0) >= 0 && (feesDue ?? 0) <= MONEY_AT_MOST
    ? null
    : invalidInput(ctx, 'feesDue', {
        en: `"feesDue" must be from 0 to ${MONEY_AT_MOST} fen.`,
        zh: `“feesDue”须在 0 至 ${MONEY_AT_MOST} 分之间。`,
      });
}

function wrongLines(ctx: Listener, lines: readonly FinanceLineInput[]) {
  if (lines.length < 1 || lines.length > LINES_AT_MOST) {
    return invalidInput(ctx, 'lines', {
      en: `There must be from 1 to ${LINES_AT_MOST} lines; there are ${lines.length}.`,
      zh: `须有 1 至 ${LINES_AT_MOST} 行；所给为 ${lines.length} 行。`,
    });
  }
  const wrong = lines.findIndex(
    ({ title, amount }) => !title.trim() || amount <= 0 || amount > MONEY_AT_MOST,
  );
  if (wrong === -1) return null;
  return invalidInput(ctx, 'lines', {
    en: `Line ${wrong + 1} must have a title and an amount above zero, of ${MONEY_AT_MOST} fen at the most.`,
    zh: `第 ${wrong + 1} 行须有名称，且金额大于零、不超过 ${MONEY_AT_MOST} 分。`,
  });
}

type Period = Pick<FinanceDisclosure, 'areaId' | 'fromOn'>;

/** The lines lead from the opening to the closing, and the opening is what the period before closed with. */
async function wrongSums(drafting: Act, { areaId, fromOn }: Period, { opening, closing, lines }: Books) {
  const { closing: expected } = sumsOf(opening, lines);
  if (closing !== expected) return sumsDoNotAddUp(drafting, 'closing', closing, expected);

  const before = await drafting.tx.findOne(FinanceDisclosure, {
    where: { areaId, state: In(standing), toOn: LessThan(fromOn) },
    order: { toOn: 'DESC' },
  });
  return before && before.closing !== opening
    ? sumsDoNotAddUp(drafting, 'opening', opening, before.closing)
    : null;
}

/** What a community says it earned is what was booked in its income ledger on the days of the period. */
async function ledgerDisagrees(publishing: Act, { id, areaId, fromOn, toOn }: FinanceDisclosure) {
  const { level } = await publishing.tx.findOneByOrFail(Area, { id: areaId });
  if (level !== 'COMMUNITY') return null;

  const [{ booked }] = await publishing.tx.query(
    `select coalesce(sum(amount), 0) as booked from community_income_entry
     where area_id = $1 and booked_on between $2 and $3`,
    [areaId, fromOn, toOn],
  );
  const disclosed = sumOf(await publishing.tx.findBy(FinanceLine, { disclosureId: id }), 'COMMUNITY_INCOME');
  return disclosed === booked ? null : sumsDoNotAddUp(publishing, 'COMMUNITY_INCOME', disclosed, booked);
}

const sumsDoNotAddUp = (ctx: Listener, field: string, given: number, expected: number) =>
  refusal(
    'SumsDoNotAddUp',
    'SUMS_DO_NOT_ADD_UP',
    say(ctx, {
      en: `"${field}" is ${given} fen; the sums come to ${expected}.`,
      zh: `“${field}”为 ${given} 分，而合计应为 ${expected} 分。`,
    }),
    { field, given, expected },
  );

const tooLate = (act: Act, { publicUntil }: FinanceDisclosure) =>
  dateIn(act.now) <= publicUntil!
    ? null
    : invalidInput(act, 'id', {
        en: `It hung out until ${publicUntil}.`,
        zh: `公示期已于 ${publicUntil} 结束。`,
      });

async function notWaiting(answering: Act, { id, objectionId }: AnswerFinanceObjectionInput) {
  const waiting = await answering.tx.existsBy(FinanceObjection, {
    id: objectionId,
    disclosureId: id,
    answer: IsNull(),
  });
  return waiting ? null : notFound(answering, 'FinanceObjection', objectionId);
}

function stillPublic(act: Act, { publicUntil }: FinanceDisclosure) {
  if (dateIn(act.now) > publicUntil!) return null;
  return refusal(
    'StillPublic',
    'STILL_PUBLIC',
    say(act, { en: `It hangs out until ${publicUntil}.`, zh: `公示期至 ${publicUntil} 止。` }),
    { publicUntil: publicUntil! },
  );
}

async function objectionsOpen(act: Act, { id: disclosureId }: FinanceDisclosure) {
  const count = await act.tx.countBy(FinanceObjection, { disclosureId, answer: IsNull() });
  if (count === 0) return null;
  return refusal(
    'ObjectionsOpen',
    'OBJECTIONS_OPEN',
    say(act, { en: `${count} objections wait for an answer.`, zh: `尚有 ${count} 条异议未答复。` }),
    { count },
  );
}
