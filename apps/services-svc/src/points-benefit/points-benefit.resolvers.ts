import type { Resolvers } from '../generated/graphql';
import { volunteerOf } from '../volunteer/volunteer.find';
import { benefitOf, grantOf } from './points-benefit.find';
import { grantPointsBenefit, revokePointsGrant } from './points-benefit.service';
import { grantStates } from './points-benefit.states';

export const pointsBenefitResolvers: Resolvers = {
  Mutation: {
    grantPointsBenefit: (_, { input }, ctx) => grantPointsBenefit(ctx, input),
    revokePointsGrant: (_, { input }, ctx) => revokePointsGrant(ctx, input),
  },
  VolunteerPoints: {
    grants: ({ volunteerId }, _, { load }) => load.grantsOfVolunteer.load(volunteerId),
  },
  PointsGrant: {
    __resolveReference: ({ id }, ctx) => grantOf(ctx, id),
    availableActions: ({ state }) => grantStates.actions(state),
    volunteer: ({ volunteerId }, _, ctx) => volunteerOf(ctx, volunteerId),
    benefit: (grant, _, ctx) => benefitOf(ctx, grant),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
