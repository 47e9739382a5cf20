import type { Resolvers } from '../generated/graphql';
import { isCustodyOverdue, managementOf, managementsOf } from './compound.find';
import { encloseCompound, handOverCompound, takeCompoundIntoCustody } from './compound.service';

export const compoundResolvers: Resolvers = {
  Mutation: {
    takeCompoundIntoCustody: (_, { input }, ctx) => takeCompoundIntoCustody(ctx, input),
    handOverCompound: (_, { input }, ctx) => handOverCompound(ctx, input),
    encloseCompound: (_, { input }, ctx) => encloseCompound(ctx, input),
  },
  Compound: {
    propertyMode: ({ propertyMode }) => propertyMode!,
    isEnclosed: ({ enclosed }) => enclosed ?? false,
    hasIntroducedProperty: ({ introducedProperty }) => introducedProperty ?? false,
    isOld: ({ isOld }) => isOld ?? false,
    isUnderRenovation: ({ isUnderRenovation }) => isUnderRenovation ?? false,
    isModel: ({ isModel }) => isModel ?? false,
    management: (area, _, ctx) => managementOf(ctx, area),
    managements: (area, _, ctx) => managementsOf(ctx, area),
  },
  CompoundManagement: {
    manager: ({ unitId }, _, { load }) => (unitId ? load.unit.load(unitId) : null),
    custodian: ({ partyOrganisationId }, _, { load }) =>
      partyOrganisationId ? load.partyOrganisation.load(partyOrganisationId) : null,
    from: ({ fromOn }) => fromOn,
    to: ({ toOn }) => toOn,
    custodyUntil: ({ untilOn }) => untilOn,
    isCustodyOverdue: (management, _, { now }) => isCustodyOverdue(management, now),
  },
};
