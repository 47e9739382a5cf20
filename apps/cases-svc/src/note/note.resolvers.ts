import { readsTexts } from '../case/case.access';
import type { Resolvers } from '../generated/graphql';
import { replyDrafts } from './note.find';
import { withdrawCaseNote, writeCaseNote } from './note.service';
import { noteStates } from './note.states';

export const noteResolvers: Resolvers = {
  Mutation: {
    writeCaseNote: (_, { input }, ctx) => writeCaseNote(ctx, input),
    withdrawCaseNote: (_, { input }, ctx) => withdrawCaseNote(ctx, input),
  },
  Case: {
    notes: ({ id }, _, ctx) => (readsTexts(ctx) ? ctx.load.notesOfCase.load(id) : null),
    replyDrafts: (row, _, ctx) => replyDrafts(ctx, row),
  },
  CaseNote: {
    availableActions: ({ state }) => noteStates.actions(state),
    unit: ({ unitId }) => (unitId ? { id: unitId } : null),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
