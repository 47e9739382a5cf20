import type { Life } from '@jinlin/acts';
import type { ProposalAction, ProposalState } from '../generated/graphql';
import { GovernanceProposal } from './proposal.entity';
import { proposalStates } from './proposal.states';

/** What the clock and the acts on proposals have in common. */
export const proposalLife: Life<GovernanceProposal, ProposalState, ProposalAction> = {
  entity: GovernanceProposal,
  name: 'GovernanceProposal',
  event: 'governance_proposal',
  states: proposalStates,
  tell: ({ areaId, caseIds, measure }) => ({ areaId, caseIds, measure }),
};
