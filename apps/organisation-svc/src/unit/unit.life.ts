import type { Life } from '@jinlin/acts';
import type { UnitAction, UnitState } from '../generated/graphql';
import { Unit } from './unit.entity';
import { unitStates } from './unit.states';

/** What the acts on units have in common. Their events carry all that the other services replicate. */
export const unitLife: Life<Unit, UnitState, UnitAction> = {
  entity: Unit,
  name: 'Unit',
  event: 'unit',
  states: unitStates,
  tell: ({ name, kind, areaId, state }) => ({ name, kind, areaId, active: state === 'ACTIVE' }),
};
