import { dateIn } from '@jinlin/calendar';
import { pathNamed } from '../area/area.find';
import type { Context } from '../context';
import type { QueryPolicyDocumentsArgs, Resolvers } from '../generated/graphql';
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
    policyDocuments: (_, args, ctx) => findPolicyDocuments(ctx, args),
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
    area: async ({ areaId }, _, { load }) => (await load.areasOn(null).byId.load(areaId))!,
    isOverdue: (document, _, ctx) => isOverdue(ctx, document),
    appointments: ({ id }, { isServing, ...page }, { load }) =>
      load.appointmentsByDocument(id, { ...page, where: { isServing } }),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

async function findPolicyDocuments(ctx: Context, { where, ...page }: QueryPolicyDocumentsArgs) {
  const { withinCode, withinId, ...rest } = where ?? {};
  const path = await pathNamed(ctx, { withinCode, withinId });
  return ctx.load.policyDocumentsWithin(path ?? '/', { ...page, where: rest });
}

const isOverdue = ({ now }: Context, { dueOn, inForceFrom }: PolicyDocument) =>
  dueOn !== null && inForceFrom === null && dueOn < dateIn(now);
