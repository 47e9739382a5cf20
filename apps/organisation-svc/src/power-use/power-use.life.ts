import type { Life } from '@jinlin/acts';
import type { PowerUseAction, PowerUseState } from '../generated/graphql';
import { PowerUse } from './power-use.entity';
import { powerUseStates } from './power-use.states';

/** What the acts on uses of powers, and the loading of them, have in common. Their events leave out what was said. */
export const powerUseLife: Life<PowerUse, PowerUseState, PowerUseAction> = {
  entity: PowerUse,
  name: 'PowerUse',
  event: 'power-use',
  states: powerUseStates,
  tell: ({ areaId, power, listId, unitId, day }) => ({ areaId, power, listId, unitId, day }),
};
