import type { Life } from '@jinlin/acts';
import type { PowerListAction, PowerListState } from '../generated/graphql';
import { PowerList } from './power-list.entity';
import { powerListStates } from './power-list.states';

/** What the acts on lists of powers, and the loading of them, have in common. */
export const powerListLife: Life<PowerList, PowerListState, PowerListAction> = {
  entity: PowerList,
  name: 'PowerList',
  event: 'power-list',
  states: powerListStates,
  tell: ({ areaId, level, number, powers, fromOn, toOn }) => ({
    areaId,
    level,
    number,
    powers,
    fromOn,
    toOn,
  }),
};
