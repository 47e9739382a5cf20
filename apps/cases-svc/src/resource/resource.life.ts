import type { Life } from '@jinlin/acts';
import type { ResourceAction, ResourceState } from '../generated/graphql';
import { Resource } from './resource.entity';
import { resourceStates } from './resource.states';

/** What the acts on resources have in common. */
export const resourceLife: Life<Resource, ResourceState, ResourceAction> = {
  entity: Resource,
  name: 'Resource',
  event: 'resource',
  states: resourceStates,
  tell: ({ areaId, offeredToId, side, category, unitId, lastOn }) => ({
    areaId,
    offeredToId,
    side,
    category,
    unitId,
    lastOn,
  }),
};
