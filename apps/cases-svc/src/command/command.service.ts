import { type Act, act, begin, take } from '@jinlin/acts';
import { blank, invalidInput, notFound } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { Area } from '@jinlin/replicas';
import { Case } from '../case/case.entity';
import type { Context } from '../context';
import type {
  AnswerCommandMessageInput,
  CommandDirection,
  ConfirmCommandAnswerInput,
  ReceiveCommandMessageInput,
  SendOrderInput,
  SendReportInput,
} from '../generated/graphql';
import { Whistle } from '../whistle/whistle.entity';
import { CommandMessage } from './command.entity';
import { commandMessageLife } from './command.life';

export const sendOrder = (ctx: Context, input: SendOrderInput) =>
  act(ctx, CommandMessage, 'sendOrder', input, async (sending) => {
    const { answerBy } = input;
    return answerBy && answerBy <= ctx.now ? answerIsPast(ctx) : send(ctx, sending, 'DOWN', input);
  });

export const sendReport = (ctx: Context, input: SendReportInput) =>
  act(ctx, CommandMessage, 'sendReport', input, (sending) => send(ctx, sending, 'UP', input));

export const receiveCommandMessage = (ctx: Context, input: ReceiveCommandMessageInput) =>
  act(ctx, CommandMessage, 'receiveCommandMessage', input, (receiving) =>
    take(
      receiving,
      commandMessageLife,
      { id: input.id, action: 'RECEIVE', unless: notFor(receiving, 'recipientPath') },
      () => ({ set: { receivedAt: ctx.now } }),
    ),
  );

export const answerCommandMessage = (ctx: Context, input: AnswerCommandMessageInput) =>
  act(ctx, CommandMessage, 'answerCommandMessage', input, (answering) => {
    const { id, answer } = input;
    return take(
      answering,
      commandMessageLife,
      {
        id,
        action: 'ANSWER',
        unless: (row) => notFor(answering, 'recipientPath')(row) ?? blank(ctx, 'answer', answer),
      },
      () => ({ set: { answer: answer.trim(), answeredAt: ctx.now } }),
    );
  });

export const confirmCommandAnswer = (ctx: Context, input: ConfirmCommandAnswerInput) =>
  act(ctx, CommandMessage, 'confirmCommandAnswer', input, (confirming) =>
    take(
      confirming,
      commandMessageLife,
      { id: input.id, action: 'CONFIRM', unless: notFor(confirming, 'senderPath') },
      () => ({ set: { confirmedAt: ctx.now } }),
    ),
  );

/** Orders go to areas below one's own, reports to those above. */
async function send(
  ctx: Context,
  sending: Act,
  direction: CommandDirection,
  input: SendReportInput & Pick<SendOrderInput, 'answerBy'>,
) {
  const { recipientId, text, answerBy, caseId, whistleId } = input;
  const { areaId: senderId } = sending.actor;
  const { areaPath: senderPath } = ctx.scope;
  const recipient = await sending.tx.findOneBy(Area, { id: recipientId });
  const reaches =
    recipient &&
    senderPath !== null &&
    recipient.path !== senderPath &&
    (direction === 'DOWN' ? liesIn(recipient.path, senderPath) : liesIn(senderPath, recipient.path));
  if (!reaches || !senderId || recipient.validTo) return notFound(ctx, 'Area', recipientId);

  const fault = blank(ctx, 'text', text);
  if (fault) return fault;
  if (caseId && !(await sending.tx.existsBy(Case, { id: caseId }))) return notFound(ctx, 'Case', caseId);
  if (whistleId && !(await sending.tx.existsBy(Whistle, { id: whistleId })))
    return notFound(ctx, 'Whistle', whistleId);

  return begin(sending, commandMessageLife, 'SEND', {
    state: 'SENT',
    direction,
    senderId,
    senderPath,
    recipientId,
    recipientPath: recipient.path,
    text: text.trim(),
    answerBy: answerBy ?? null,
    caseId: caseId ?? null,
    whistleId: whistleId ?? null,
    sentAt: ctx.now,
  });
}

/** Everybody on the line sees a message; only the two ends act on it. */
const notFor =
  ({ scope, ...ctx }: Act, end: 'senderPath' | 'recipientPath') =>
  (row: CommandMessage) =>
    row[end] === scope.areaPath ? null : notFound(ctx, 'CommandMessage', row.id);

const answerIsPast = (ctx: Context) =>
  invalidInput(ctx, 'answerBy', { en: '"answerBy" must lie ahead.', zh: '反馈时限必须晚于现在。' });
