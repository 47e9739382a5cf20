import { randomUUID } from 'node:crypto';
import { type Act, act, begin, lock, take, takeAll } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { actionNotAllowed, blank, forbidden, invalidInput, type Listener, notFound } from '@jinlin/graphql';
import { In } from 'typeorm';
import { Area } from '../area/area.entity';
import type { Context } from '../context';
import type {
  AddCommitmentInput,
  CommitmentInput,
  KeepCommitmentInput,
  PostponeCommitmentInput,
  ReleaseCommitmentInput,
} from '../generated/graphql';
import { afterToday, beforeToday, dayBefore, outOfRange } from '../guards';
import { otherSide, sidesOf } from '../joint-work/side';
import { Agreement, Commitment } from './agreement.entity';
import { commitmentLife } from './agreement.life';
import { dueDay, workdayFrom } from './due-day';

const WORKING_DAYS_AT_MOST = 500;

export const addCommitment = (ctx: Context, input: AddCommitmentInput) =>
  act(ctx, Commitment, 'addCommitment', input, async (adding) => {
    const { agreementId, commitment } = input;
    const agreement = await lock(adding, Agreement, agreementId);
    if (!agreement || !(await sidesOf(adding, agreement)).length) {
      return notFound(ctx, 'Agreement', agreementId);
    }
    if (agreement.state !== 'IN_FORCE') return actionNotAllowed(ctx, 'ADD_COMMITMENT', agreement.state);

    const fault =
      promiseFault(ctx, agreement, commitment) ??
      (commitment.dueOn ? beforeToday(adding, 'dueOn', commitment.dueOn) : null);
    if (fault) return fault;

    const row = promised(agreement, commitment);
    const calendar = await calendarOf(ctx, adding, agreement.areaId);
    const dueOn = dueDay(calendar, row, dateIn(ctx.now));
    return begin(
      adding,
      commitmentLife,
      'PROMISE',
      { ...row, state: 'PROMISED', dueOn },
      { facts: { dueOn } },
    );
  });

export const keepCommitment = (ctx: Context, input: KeepCommitmentInput) =>
  act(ctx, Commitment, 'keepCommitment', input, async (keeping) => {
    const { id, on, note } = input;
    const known = await keeping.tx.findOneBy(Commitment, { id });
    const isLate = known?.dueOn !== undefined && known.dueOn !== null && on > known.dueOn;
    return take(
      keeping,
      commitmentLife,
      {
        id,
        action: isLate ? 'KEEP_LATE' : 'KEEP',
        unless: async (commitment) =>
          (await notTheirs(keeping, commitment)) ??
          afterToday(keeping, 'on', on) ??
          (await beforeSigning(keeping, commitment, on)),
      },
      () => ({ set: { keptOn: on }, reason: note, facts: { on } }),
    );
  });

export const postponeCommitment = (ctx: Context, input: PostponeCommitmentInput) =>
  act(ctx, Commitment, 'postponeCommitment', input, (postponing) =>
    take(
      postponing,
      commitmentLife,
      {
        id: input.id,
        action: 'POSTPONE',
        unless: async (commitment) =>
          (await notTheirs(postponing, commitment)) ??
          blank(ctx, 'reason', input.reason) ??
          beforeToday(postponing, 'dueOn', input.dueOn) ??
          (await outOfTerm(postponing, commitment, input.dueOn)),
      },
      async ({ areaId, dueOn: was }) => {
        const dueOn = workdayFrom(await calendarOf(ctx, postponing, areaId), input.dueOn);
        return { set: { dueOn }, reason: input.reason, facts: { was, dueOn } };
      },
    ),
  );

export const releaseCommitment = (ctx: Context, input: ReleaseCommitmentInput) =>
  act(ctx, Commitment, 'releaseCommitment', input, (releasing) =>
    take(
      releasing,
      commitmentLife,
      {
        id: input.id,
        action: 'RELEASE',
        unless: async (commitment) =>
          (await notTheirs(releasing, commitment)) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ reason: input.reason }),
    ),
  );

/** Releases what an agreement that ends still owes, and says how much that was. What was broken stays broken. */
export async function settleCommitments(acting: Act, { id: agreementId }: Agreement, reason: string) {
  const open = await acting.tx.findBy(Commitment, {
    agreementId,
    state: In(['OFFERED', 'PROMISED', 'DUE']),
  });
  const ids = open.map(({ id }) => id);
  await takeAll(acting, commitmentLife, { ids, action: 'RELEASE' }, () => ({ reason }));
  return open.length;
}

/** A commitment as an agreement that is not signed offers it. */
export const promised = (
  { id: agreementId, areaId, unitId }: Agreement,
  { promisedBy, content, dueOn, workingDays }: CommitmentInput,
): Omit<Commitment, '__typename'> => ({
  id: randomUUID(),
  state: 'OFFERED',
  agreementId,
  areaId,
  unitId,
  promisedBy,
  content: content.trim(),
  wantedOn: dueOn ?? null,
  workingDays: workingDays ?? null,
  dueOn: null,
  keptOn: null,
});

/** What is wrong with a promise made for a term. */
export const promiseFault = (
  ctx: Listener,
  { fromOn, toOn }: Pick<Agreement, 'fromOn' | 'toOn'>,
  { content, dueOn, workingDays }: CommitmentInput,
) =>
  blank(ctx, 'content', content) ??
  notOneOf(ctx, dueOn, workingDays) ??
  (dueOn && (dueOn < fromOn || dueOn > toOn) ? outsideTheTerm(ctx, fromOn, toOn) : null);

function notOneOf(ctx: Listener, dueOn: string | null | undefined, workingDays: number | null | undefined) {
  const isGiven = typeof workingDays === 'number';
  if (dueOn ? isGiven : !isGiven) {
    return invalidInput(ctx, 'dueOn', {
      en: 'Give a day (dueOn) or a number of working days, one of the two.',
      zh: '请给出 dueOn 或 workingDays，二者须且只须其一。',
    });
  }
  return isGiven ? outOfRange(ctx, 'workingDays', workingDays, 1, WORKING_DAYS_AT_MOST) : null;
}

const outsideTheTerm = (ctx: Listener, from: string, to: string) =>
  invalidInput(ctx, 'dueOn', {
    en: `"dueOn" must lie within the term, from ${from} to ${to}.`,
    zh: `“dueOn”须在协议期内：${from} 至 ${to}。`,
  });

async function outOfTerm(postponing: Act, { agreementId, dueOn }: Commitment, day: string) {
  const { toOn } = await postponing.tx.findOneByOrFail(Agreement, { id: agreementId });
  return day > dueOn! && day <= toOn ? null : outsideTheTerm(postponing, dueOn!, toOn);
}

async function beforeSigning(keeping: Act, { agreementId }: Commitment, day: string) {
  const { signedOn } = await keeping.tx.findOneByOrFail(Agreement, { id: agreementId });
  return dayBefore(keeping, 'on', day, signedOn!, { en: 'when the agreement was signed', zh: '签约日' });
}

/** Nobody certifies a promise of their own: that is for the side that it was made to. */
async function notTheirs(acting: Act, commitment: Commitment) {
  const sides = await sidesOf(acting, commitment);
  if (!sides.length) return notFound(acting, 'Commitment', commitment.id);
  if (sides.includes(otherSide(commitment.promisedBy))) return null;
  throw forbidden('The side that a commitment was made to says what became of it.');
}

async function calendarOf(ctx: Context, acting: Act, areaId: string) {
  const { code } = await acting.tx.findOneByOrFail(Area, { id: areaId });
  return ctx.localities.of(code).calendar(dateIn(ctx.now));
}
