import type { Life } from '@jinlin/acts';
import type { FundGrantAction, FundGrantState } from '../generated/graphql';
import { FundGrant } from './fund-grant.entity';
import { fundGrantStates } from './fund-grant.states';

/** What the acts on grants have in common. Events tell the community and the fund, not whom it went to or why. */
export const fundGrantLife: Life<FundGrant, FundGrantState, FundGrantAction> = {
  entity: FundGrant,
  name: 'FundGrant',
  event: 'fund_grant',
  states: fundGrantStates,
  tell: ({ fundId, communityId, amount, grantedOn }) => ({ fundId, communityId, amount, grantedOn }),
};
