import type { Resolvers } from '../generated/graphql';
import { certificationsWithin } from './certification.list';
import { awardCertification, revokeCertification } from './certification.service';
import { certificationStates } from './certification.states';

export const certificationResolvers: Resolvers = {
  Query: {
    certifications: (_, args, ctx) => certificationsWithin(ctx, args),
  },
  Mutation: {
    awardCertification: (_, { input }, ctx) => awardCertification(ctx, input),
    revokeCertification: (_, { input }, ctx) => revokeCertification(ctx, input),
  },
  Certification: {
    __resolveReference: ({ id }, { load }) => load.certification.load(id),
    availableActions: ({ state }) => certificationStates.actions(state),
    area: ({ areaId }) => ({ id: areaId }),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
