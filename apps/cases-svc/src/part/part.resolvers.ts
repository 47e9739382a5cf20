import type { Resolvers } from '../generated/graphql';
import { finishPart, returnPart, signPart, splitCase } from './part.service';
import { partStates } from './part.states';

export const partResolvers: Resolvers = {
  Query: {
    casePart: (_, { id }, { load }) => load.casePart.load(id),
  },
  Mutation: {
    splitCase: (_, { input }, ctx) => splitCase(ctx, input),
    signPart: (_, { input }, ctx) => signPart(ctx, input),
    returnPart: (_, { input }, ctx) => returnPart(ctx, input),
    finishPart: (_, { input }, ctx) => finishPart(ctx, input),
  },
  Case: {
    parts: ({ id }, _, { load }) => load.partsOfCase.load(id),
  },
  CasePart: {
    __resolveReference: ({ id }, { load }) => load.casePart.load(id),
    availableActions: ({ state }) => partStates.actions(state).filter((action) => action !== 'RECALL'),
    case: ({ caseId }, _, { load }) => load.case.load(caseId),
    parent: ({ parentId }, _, { load }) => (parentId ? load.casePart.load(parentId) : null),
    unit: ({ unitId }) => ({ id: unitId }),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
