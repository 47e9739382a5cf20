import type { Life } from '@jinlin/acts';
import type { StreetBodyAction, StreetBodyState } from '../generated/graphql';
import { StreetBody } from './street-body.entity';
import { streetBodyStates } from './street-body.states';

/** What the acts on institutions of streets, and the loading of them, have in common. */
export const streetBodyLife: Life<StreetBody, StreetBodyState, StreetBodyAction> = {
  entity: StreetBody,
  name: 'StreetBody',
  event: 'street-body',
  states: streetBodyStates,
  tell: ({ name, kind, platform, areaId, unitId, fromOn, toOn }) => ({
    name,
    kind,
    platform,
    areaId,
    unitId,
    fromOn,
    toOn,
  }),
};
