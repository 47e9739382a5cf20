import { stateMachine } from '@jinlin/state-machine';
import type { NoteAction, NoteState } from '../generated/graphql';

/** The life of a note. */
export const noteStates = stateMachine<NoteState, NoteAction>({
  WRITTEN: { WITHDRAW: 'WITHDRAWN' },
  WITHDRAWN: {},
});
