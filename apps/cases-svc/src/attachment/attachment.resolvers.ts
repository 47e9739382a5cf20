import { readsTexts } from '../case/case.access';
import type { Resolvers } from '../generated/graphql';
import { attachCamera, attachToCase, withdrawAttachment } from './attachment.service';
import { attachmentStates } from './attachment.states';

export const attachmentResolvers: Resolvers = {
  Mutation: {
    attachToCase: (_, { input }, ctx) => attachToCase(ctx, input),
    attachCamera: (_, { input }, ctx) => attachCamera(ctx, input),
    withdrawAttachment: (_, { input }, ctx) => withdrawAttachment(ctx, input),
  },
  Case: {
    attachments: ({ id }, _, ctx) => (readsTexts(ctx) ? ctx.load.attachmentsOfCase.load(id) : null),
  },
  CaseAttachment: {
    availableActions: ({ state }) => attachmentStates.actions(state),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
