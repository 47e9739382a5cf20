import { readsTexts } from '../case/case.access';
import type { Resolvers } from '../generated/graphql';
import { disputeTypeNamed, isOverdue, mediationsOfArea, mediationsWithin } from './mediation.find';
import { partyInClear } from './mediation.parties';
import {
  acceptMediation,
  applyForMediation,
  beginMediation,
  declineMediation,
  failMediation,
  transferMediation,
  withdrawMediation,
} from './mediation.service';
import { mediationStates } from './mediation.states';

export const mediationResolvers: Resolvers = {
  Query: {
    mediation: (_, { id }, { load }) => load.mediation.load(id),
    mediations: (_, args, ctx) => mediationsWithin(ctx, args),
  },
  Mutation: {
    applyForMediation: (_, { input }, ctx) => applyForMediation(ctx, input),
    acceptMediation: (_, { input }, ctx) => acceptMediation(ctx, input),
    declineMediation: (_, { input }, ctx) => declineMediation(ctx, input),
    transferMediation: (_, { input }, ctx) => transferMediation(ctx, input),
    beginMediation: (_, { input }, ctx) => beginMediation(ctx, input),
    failMediation: (_, { input }, ctx) => failMediation(ctx, input),
    withdrawMediation: (_, { input }, ctx) => withdrawMediation(ctx, input),
  },
  Area: {
    mediations: ({ id }, args, ctx) => mediationsOfArea(ctx, id, args),
  },
  Case: {
    mediations: ({ id }, _, { load }) => load.mediationsOfCase.load(id),
  },
  Mediation: {
    __resolveReference: ({ id }, { load }) => load.mediation.load(id),
    availableActions: ({ state }) => mediationStates.actions(state),
    disputeType: ({ localityCode, disputeType, appliedAt }, _, ctx) =>
      disputeTypeNamed(ctx, localityCode, disputeType, appliedAt),
    summary: ({ summary }, _, ctx) => (readsTexts(ctx) ? summary : null),
    parties: ({ id }, _, { load }) => load.partiesOfMediation.load(id),
    case: ({ caseId }, _, { load }) => (caseId ? load.case.load(caseId) : null),
    area: ({ areaId }) => ({ id: areaId }),
    unit: ({ unitId }) => unitNamed(unitId),
    mediator: ({ mediatorId }, _, { load }) => (mediatorId ? load.mediator.load(mediatorId) : null),
    isOverdue: (row, _, { now }) => isOverdue(row, now),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  MediationParty: {
    unit: ({ unitId }) => unitNamed(unitId),
    maskedName: ({ maskedName }, _, ctx) => (readsTexts(ctx) ? maskedName : null),
    maskedPhone: ({ maskedPhone }, _, ctx) => (readsTexts(ctx) ? maskedPhone : null),
    inClear: (row, { purpose }, ctx) => partyInClear(ctx, row, purpose),
  },
  MediationTransfer: {
    fromUnit: ({ fromUnitId }) => unitNamed(fromUnitId),
    toUnit: ({ toUnitId }) => unitNamed(toUnitId),
    at: ({ at }) => new Date(at),
  },
};

const unitNamed = (id: string | null) => (id ? { id } : null);
