import { say } from '@jinlin/graphql';
import type { Context } from '../context';
import type { Resolvers } from '../generated/graphql';
import { pathOf } from '../within';
import type { GovernanceProposal } from './proposal.entity';
import { acceptProposal, declineProposal, finishProposal } from './proposal.service';
import { proposalStates } from './proposal.states';

export const proposalResolvers: Resolvers = {
  Query: {
    governanceProposal: (_, { id }, { load }) => load.governanceProposal.load(id),
  },
  Mutation: {
    acceptProposal: (_, { input }, ctx) => acceptProposal(ctx, input),
    declineProposal: (_, { input }, ctx) => declineProposal(ctx, input),
    finishProposal: (_, { input }, ctx) => finishProposal(ctx, input),
  },
  Area: {
    governanceProposals: async ({ id }, args, ctx) =>
      ctx.load.governanceProposals(await pathOf(ctx, id), args),
  },
  GovernanceProposal: {
    __resolveReference: ({ id }, { load }) => load.governanceProposal.load(id),
    availableActions: ({ state }) => proposalStates.actions(state),
    compound: ({ areaId }) => ({ id: areaId }),
    cases: ({ id }, _, { load }) => load.casesOfProposal.load(id),
    complaintCount: ({ caseIds }) => caseIds.length,
    measure: (row, _, ctx) => measure(ctx, row),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

function measure(ctx: Context, { localityCode, measure: key, raisedAt }: GovernanceProposal) {
  if (!key) return null;
  const known = ctx.localities
    .named(localityCode)
    .repeatedComplaints(raisedAt)
    ?.measures.find((listed) => listed.key === key);
  return { key, label: known ? say(ctx, known.title) : key };
}
