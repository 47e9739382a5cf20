import type { Life } from '@jinlin/acts';
import type { LivingRoomAction, LivingRoomState } from '../generated/graphql';
import { LivingRoom } from './living-room.entity';
import { livingRoomStates } from './living-room.states';

/** What the acts on living rooms, and their loading, have in common. */
export const livingRoomLife: Life<LivingRoom, LivingRoomState, LivingRoomAction> = {
  entity: LivingRoom,
  name: 'LivingRoom',
  event: 'living-room',
  states: livingRoomStates,
  tell: ({ partyOrganisationId, siteId, fromOn, toOn }) => ({ partyOrganisationId, siteId, fromOn, toOn }),
};
