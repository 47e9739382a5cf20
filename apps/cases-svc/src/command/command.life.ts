import type { Life } from '@jinlin/acts';
import type { CommandMessageAction, CommandMessageState } from '../generated/graphql';
import { CommandMessage } from './command.entity';
import { commandMessageStates } from './command.states';

/** What the acts on messages of command have in common. Events tell no texts. */
export const commandMessageLife: Life<CommandMessage, CommandMessageState, CommandMessageAction> = {
  entity: CommandMessage,
  name: 'CommandMessage',
  event: 'command_message',
  states: commandMessageStates,
  tell: ({ direction, senderId, recipientId, caseId, whistleId, answerBy }) => ({
    direction,
    senderId,
    recipientId,
    caseId,
    whistleId,
    answerBy,
  }),
};
