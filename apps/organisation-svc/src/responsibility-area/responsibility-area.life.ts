import type { Life } from '@jinlin/acts';
import type { ResponsibilityAreaAction, ResponsibilityAreaState } from '../generated/graphql';
import { ResponsibilityArea } from './responsibility-area.entity';
import { responsibilityAreaStates } from './responsibility-area.states';

/** What the acts on responsibility areas, and the loading of them, have in common. Events do not say which member's. */
export const responsibilityAreaLife: Life<
  ResponsibilityArea,
  ResponsibilityAreaState,
  ResponsibilityAreaAction
> = {
  entity: ResponsibilityArea,
  name: 'ResponsibilityArea',
  event: 'responsibility-area',
  states: responsibilityAreaStates,
  tell: ({ kind, areaId, holderId, fromOn, toOn }) => ({
    kind,
    areaId,
    fromOn,
    toOn,
    ...(kind !== 'MEMBER' && { holderId }),
  }),
};
