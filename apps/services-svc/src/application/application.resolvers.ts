import { dateIn } from '@jinlin/calendar';
import { say } from '@jinlin/graphql';
import type { Resolvers } from '../generated/graphql';
import {
  applicantInClear,
  applicationOf,
  applicationsWithin,
  deadlineOfApplication,
  handedIn,
  missingOf,
  serviceOf,
} from './application.find';
import {
  acceptMaterials,
  askForMaterials,
  decideApplication,
  forwardApplication,
  giveApplicationFeedback,
  handInMaterials,
  receiveApplication,
  takeOnApplication,
  withdrawApplication,
} from './application.service';
import { applicationStates } from './application.states';

export const applicationResolvers: Resolvers = {
  Query: {
    windowServices: (_, { localityCode }, { localities, now }) => [
      ...(localities.holding(localityCode)?.windowServices(dateIn(now))?.services ?? []),
    ],
    serviceApplication: (_, { id }, ctx) => applicationOf(ctx, id),
    serviceApplications: (_, args, ctx) => applicationsWithin(ctx, args),
  },
  Mutation: {
    receiveApplication: (_, { input }, ctx) => receiveApplication(ctx, input),
    acceptMaterials: (_, { input }, ctx) => acceptMaterials(ctx, input),
    askForMaterials: (_, { input }, ctx) => askForMaterials(ctx, input),
    handInMaterials: (_, { input }, ctx) => handInMaterials(ctx, input),
    forwardApplication: (_, { input }, ctx) => forwardApplication(ctx, input),
    takeOnApplication: (_, { input }, ctx) => takeOnApplication(ctx, input),
    decideApplication: (_, { input }, ctx) => decideApplication(ctx, input),
    giveApplicationFeedback: (_, { input }, ctx) => giveApplicationFeedback(ctx, input),
    withdrawApplication: (_, { input }, ctx) => withdrawApplication(ctx, input),
  },
  Area: {
    windowWork: ({ id }, span, { load }) => load.windowWork(id, span),
  },
  WindowWork: {
    onTimeRate: ({ onTime, decided }) => (decided ? (100 * onTime) / decided : null),
  },
  WindowService: {
    title: ({ title }, _, ctx) => say(ctx, title),
    unit: ({ unitId }) => ({ id: unitId }),
  },
  WindowMaterial: {
    title: ({ title }, _, ctx) => say(ctx, title),
  },
  ServiceApplication: {
    __resolveReference: ({ id }, ctx) => applicationOf(ctx, id),
    service: (row, _, ctx) => serviceOf(ctx, row) ?? null,
    availableActions: ({ state }) => applicationStates.actions(state),
    inClear: (row, { purpose }, ctx) => applicantInClear(ctx, row, purpose),
    area: ({ areaId }) => ({ id: areaId }),
    onBehalf: ({ maskedAgent, consent, consentReference, consentedOn }) =>
      maskedAgent && consent && consentReference && consentedOn
        ? { maskedAgent, consent, consentReference, consentedOn }
        : null,
    materials: (row, _, ctx) => handedIn(ctx, row),
    missingMaterials: (row, _, ctx) => missingOf(ctx, row),
    unit: ({ unitId }) => (unitId ? { id: unitId } : null),
    deadline: (row, _, ctx) => deadlineOfApplication(ctx, row),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
