import type { Life } from '@jinlin/acts';
import type { CommunityEnterpriseAction, CommunityEnterpriseState } from '../generated/graphql';
import { CommunityEnterprise } from './community-enterprise.entity';
import { communityEnterpriseStates } from './community-enterprise.states';

/** What the acts on enterprises of communities, and the loading of them, have in common. */
export const communityEnterpriseLife: Life<
  CommunityEnterprise,
  CommunityEnterpriseState,
  CommunityEnterpriseAction
> = {
  entity: CommunityEnterprise,
  name: 'CommunityEnterprise',
  event: 'community-enterprise',
  states: communityEnterpriseStates,
  tell: ({ unitId, areaId, model, fromOn, toOn }) => ({ unitId, areaId, model, fromOn, toOn }),
};
