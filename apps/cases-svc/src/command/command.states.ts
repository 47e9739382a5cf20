import { stateMachine } from '@jinlin/state-machine';
import type { CommandMessageAction, CommandMessageState } from '../generated/graphql';

/** The life of a message of command, down or up. */
export const commandMessageStates = stateMachine<CommandMessageState, CommandMessageAction>({
  SENT: { RECEIVE: 'RECEIVED' },
  RECEIVED: { ANSWER: 'ANSWERED' },
  ANSWERED: { CONFIRM: 'CONFIRMED' },
  CONFIRMED: {},
});
