import { dateIn } from '@jinlin/calendar';
import { ageOn } from '../dates';
import type { Resolvers } from '../generated/graphql';
import { elderInClear } from './elder.access';
import { careOf, elderOf, eldersWithin, groupsOf, hardshipsOf, visitOf } from './elder.find';
import {
  changeElderGroups,
  changeRiskTier,
  endElderCare,
  recordElderVisit,
  recordElderVisits,
  recordHardships,
  recordMajorChange,
  registerElder,
} from './elder.service';
import { elderStates } from './elder.states';

export const elderResolvers: Resolvers = {
  Query: {
    elderProfile: (_, { id }, ctx) => elderOf(ctx, id),
    elderProfiles: (_, args, ctx) => eldersWithin(ctx, args),
  },
  Mutation: {
    registerElder: (_, { input }, ctx) => registerElder(ctx, input),
    changeRiskTier: (_, { input }, ctx) => changeRiskTier(ctx, input),
    changeElderGroups: (_, { input }, ctx) => changeElderGroups(ctx, input),
    recordMajorChange: (_, { input }, ctx) => recordMajorChange(ctx, input),
    recordElderVisit: (_, { input }, ctx) => recordElderVisit(ctx, input),
    recordElderVisits: (_, { input }, ctx) => recordElderVisits(ctx, input),
    recordHardships: (_, { input }, ctx) => recordHardships(ctx, input),
    endElderCare: (_, { input }, ctx) => endElderCare(ctx, input),
  },
  Area: {
    elderCare: ({ id }, args, ctx) => careOf(ctx, id, args),
  },
  ElderProfile: {
    __resolveReference: ({ id }, ctx) => elderOf(ctx, id),
    availableActions: ({ state }) => elderStates.actions(state),
    inClear: (row, { purpose }, ctx) => elderInClear(ctx, row, purpose),
    age: ({ birthDate }, _, { now }) => ageOn(birthDate, dateIn(now)),
    groups: (row, _, ctx) => groupsOf(ctx, row),
    hardships: (row, _, ctx) => hardshipsOf(ctx, row),
    area: ({ areaId }) => ({ id: areaId }),
    community: ({ communityId }) => ({ id: communityId }),
    nextVisitDueOn: ({ state, nextVisitDueOn }) => (state === 'ACTIVE' ? nextVisitDueOn : null),
    recentVisits: ({ id }, _, { load }) => load.recentVisitsOfElder.load(id),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  ElderVisit: {
    __resolveReference: ({ id }, ctx) => visitOf(ctx, id),
  },
};
