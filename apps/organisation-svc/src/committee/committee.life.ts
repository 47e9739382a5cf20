import type { Life } from '@jinlin/acts';
import type { CommitteeAction, CommitteeState } from '../generated/graphql';
import { Committee } from './committee.entity';
import { committeeStates } from './committee.states';

/** What the acts on committees, and the loading of them, have in common. */
export const committeeLife: Life<Committee, CommitteeState, CommitteeAction> = {
  entity: Committee,
  name: 'Committee',
  event: 'committee',
  states: committeeStates,
  tell: ({ title, areaId, parentId, foundedOn, dissolvedOn }) => ({
    title,
    areaId,
    parentId,
    foundedOn,
    dissolvedOn,
  }),
};
