import type { Life } from '@jinlin/acts';
import type { ElderAction, ElderState } from '../generated/graphql';
import { ElderProfile } from './elder.entity';
import { elderStates } from './elder.states';

/** What the acts on elders, and the loading of elders, have in common. Events tell neither names nor birth dates. */
export const elderLife: Life<ElderProfile, ElderState, ElderAction> = {
  entity: ElderProfile,
  name: 'ElderProfile',
  event: 'elder',
  states: elderStates,
  tell: ({ areaId, communityId, riskTier, ruleVersion }) => ({ areaId, communityId, riskTier, ruleVersion }),
};
