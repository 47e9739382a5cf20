import type { Resolvers } from '../generated/graphql';
import { pathOf } from '../within';
import {
  answerCommandMessage,
  confirmCommandAnswer,
  receiveCommandMessage,
  sendOrder,
  sendReport,
} from './command.service';
import { commandMessageStates } from './command.states';

export const commandResolvers: Resolvers = {
  Query: {
    commandMessage: (_, { id }, { load }) => load.commandMessage.load(id),
  },
  Mutation: {
    sendOrder: (_, { input }, ctx) => sendOrder(ctx, input),
    sendReport: (_, { input }, ctx) => sendReport(ctx, input),
    receiveCommandMessage: (_, { input }, ctx) => receiveCommandMessage(ctx, input),
    answerCommandMessage: (_, { input }, ctx) => answerCommandMessage(ctx, input),
    confirmCommandAnswer: (_, { input }, ctx) => confirmCommandAnswer(ctx, input),
  },
  Area: {
    commandMessages: async ({ id }, args, ctx) => ctx.load.commandMessages(await pathOf(ctx, id), args),
  },
  CommandMessage: {
    __resolveReference: ({ id }, { load }) => load.commandMessage.load(id),
    availableActions: ({ state }) => commandMessageStates.actions(state),
    sender: ({ senderId }) => ({ id: senderId }),
    recipient: ({ recipientId }) => ({ id: recipientId }),
    isLate: ({ answerBy, answeredAt }, _, { now }) => answerBy !== null && (answeredAt ?? now) > answerBy,
    case: ({ caseId }, _, { load }) => (caseId ? load.case.load(caseId) : null),
    whistle: ({ whistleId }, _, { load }) => (whistleId ? load.whistle.load(whistleId) : null),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
