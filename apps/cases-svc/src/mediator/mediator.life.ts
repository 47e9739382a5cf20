import type { Life } from '@jinlin/acts';
import type {
  MediationRoomAction,
  MediationRoomState,
  MediatorAction,
  MediatorState,
} from '../generated/graphql';
import { MediationRoom, Mediator } from './mediator.entity';
import { mediatorStates, roomStates } from './mediator.states';

export const mediatorLife: Life<Mediator, MediatorState, MediatorAction> = {
  entity: Mediator,
  name: 'Mediator',
  event: 'mediator',
  states: mediatorStates,
  tell: ({ areaId, kind, unitId }) => ({ areaId, kind, unitId }),
};

export const roomLife: Life<MediationRoom, MediationRoomState, MediationRoomAction> = {
  entity: MediationRoom,
  name: 'MediationRoom',
  event: 'mediation_room',
  states: roomStates,
  tell: ({ areaId, siteId, seats }) => ({ areaId, siteId, seats }),
};
