import { dateIn } from '@jinlin/calendar';
import { areaById, listWithin } from '../area/area.find';
import type { Context } from '../context';
import type { Resolvers } from '../generated/graphql';
import type { PolicyDocument } from './policy-document.entity';
import {
  attachPolicyDocument,
  draftPolicyDocument,
  issuePolicyDocument,
  repealPolicyDocument,
  returnPolicyDocument,
  submitPolicyDocument,
} from './policy-document.service';
import { policyDocumentStates } from './policy-document.states';

export const policyDocumentResolvers: Resolvers = {
  Query: {
    policyDocument: (_, { id }, { load }) => load.policyDocument.load(id),
    policyDocuments: (_, args, ctx) => listWithin(ctx, args, ctx.load.policyDocumentsWithin),
  },
  Mutation: {
    draftPolicyDocument: (_, { input }, ctx) => draftPolicyDocument(ctx, input),
    submitPolicyDocument: (_, { input }, ctx) => submitPolicyDocument(ctx, input),
    returnPolicyDocument: (_, { input }, ctx) => returnPolicyDocument(ctx, input),
    issuePolicyDocument: (_, { input }, ctx) => issuePolicyDocument(ctx, input),
    repealPolicyDocument: (_, { input }, ctx) => repealPolicyDocument(ctx, input),
    attachPolicyDocument: (_, { input }, ctx) => attachPolicyDocument(ctx, input),
  },
  Appointment: {
    policyDocument: ({ policyDocumentId }, _, { load }) =>
      policyDocumentId ? load.policyDocument.load(policyDocumentId) : null,
  },
  PolicyDocument: {
    __resolveReference: ({ id }, { load }) => load.policyDocument.load(id),
    availableActions: ({ state }) => policyDocumentStates.actions(state),
    issuingUnit: async ({ issuingUnitId }, _, { load }) => (await load.unit.load(issuingUnitId))!,
    area: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    isOverdue: (document, _, ctx) => isOverdue(ctx, document),
    appointments: ({ id }, { isServing, ...page }, { load }) =>
      load.appointmentsByDocument(id, { ...page, where: { isServing } }),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

const isOverdue = ({ now }: Context, { dueOn, inForceFrom }: PolicyDocument) =>
  dueOn !== null && inForceFrom === null && dueOn < dateIn(now);
