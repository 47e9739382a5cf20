import type { Life } from '@jinlin/acts';
import type { NoteAction, NoteState } from '../generated/graphql';
import { CaseNote } from './note.entity';
import { noteStates } from './note.states';

/** What the acts on notes have in common. Events tell no texts. */
export const noteLife: Life<CaseNote, NoteState, NoteAction> = {
  entity: CaseNote,
  name: 'CaseNote',
  event: 'case_note',
  states: noteStates,
  tell: ({ caseId, kind, audience, unitId }) => ({ caseId, kind, audience, unitId }),
};
