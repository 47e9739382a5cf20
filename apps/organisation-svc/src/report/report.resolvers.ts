import { areaById, listWithin } from '../area/area.find';
import type { Resolvers } from '../generated/graphql';
import { sentKey } from '../registration/registration.loaders';
import { draftMemberReport, draftUnitReport, evaluateService, submitReport } from './report.service';
import { serviceReportStates } from './report.states';

export const reportResolvers: Resolvers = {
  Query: {
    serviceReport: (_, { id }, { load }) => load.serviceReport.load(id),
    serviceReports: (_, args, ctx) => listWithin(ctx, args, ctx.load.reportsWithin),
  },
  Mutation: {
    draftMemberReport: (_, { input }, ctx) => draftMemberReport(ctx, input),
    draftUnitReport: (_, { input }, ctx) => draftUnitReport(ctx, input),
    submitReport: (_, { input }, ctx) => submitReport(ctx, input),
    evaluateService: (_, { input }, ctx) => evaluateService(ctx, input),
  },
  ServiceReport: {
    __resolveReference: ({ id }, { load }) => load.serviceReport.load(id),
    availableActions: ({ state }) => serviceReportStates.actions(state),
    unit: async ({ unitId }, _, { load }) => (await load.unit.load(unitId))!,
    person: ({ personId }, _, { load }) => (personId ? load.person.load(personId) : null),
    branch: ({ branchId }, _, { load }) => (branchId ? load.partyOrganisation.load(branchId) : null),
    superior: ({ superiorId }, _, { load }) => (superiorId ? load.unit.load(superiorId) : null),
    from: ({ fromOn }) => fromOn,
    to: ({ toOn }) => toOn,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  ServiceEvaluation: {
    __resolveReference: ({ id }, { load }) => load.serviceEvaluation.load(id),
    registration: async ({ registrationId }, _, { load }) => (await load.registration.load(registrationId))!,
    unit: ({ unitId }, _, { load }) => (unitId ? load.unit.load(unitId) : null),
    person: ({ personId }, _, { load }) => (personId ? load.person.load(personId) : null),
    community: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  Unit: {
    memberEvaluations: ({ id }, args, { load }) => load.evaluationsOfMembers(id, args),
    serviceEvaluations: ({ id }, args, { load }) => load.evaluationsOfUnit(id, args),
  },
  SentMember: {
    evaluations: (member, _, { load }) => load.evaluationsOfSentMember.load(sentKey(member)),
  },
};
