import { dateIn } from '@jinlin/calendar';
import type { Resolvers } from '../generated/graphql';
import { personInClear } from '../person';
import { familyDoctorContractOf, familyDoctorContractsWithin } from './family-doctor.list';
import { endFamilyDoctor, renewFamilyDoctor, signFamilyDoctor } from './family-doctor.service';
import { familyDoctorStates } from './family-doctor.states';

export const familyDoctorResolvers: Resolvers = {
  Query: {
    familyDoctorContract: (_, { id }, ctx) => familyDoctorContractOf(ctx, id),
    familyDoctorContracts: (_, args, ctx) => familyDoctorContractsWithin(ctx, args),
  },
  Mutation: {
    signFamilyDoctor: (_, { input }, ctx) => signFamilyDoctor(ctx, input),
    renewFamilyDoctor: (_, { input }, ctx) => renewFamilyDoctor(ctx, input),
    endFamilyDoctor: (_, { input }, ctx) => endFamilyDoctor(ctx, input),
  },
  Area: {
    familyDoctors: ({ id }, { on }, { load, now }) => load.familyDoctors(id, on ?? dateIn(now)),
  },
  FamilyDoctorCoverage: {
    rate: ({ families, households }) => (households ? (100 * families) / households : null),
  },
  FamilyDoctorContract: {
    __resolveReference: ({ id }, ctx) => familyDoctorContractOf(ctx, id),
    availableActions: ({ state }) => familyDoctorStates.actions(state),
    site: ({ siteId }, _, { load }) => load.site.load(siteId),
    inClear: (row, { purpose }, ctx) => personInClear(ctx, 'FamilyDoctorContract', row, purpose),
    area: ({ areaId }) => ({ id: areaId }),
    isInForce: ({ state, endsOn }, _, { now }) => state === 'SIGNED' && endsOn >= dateIn(now),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
