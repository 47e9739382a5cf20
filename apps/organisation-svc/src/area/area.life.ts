import type { Life } from '@jinlin/acts';
import type { AreaAction, AreaState } from '../generated/graphql';
import { Area } from './area.entity';
import { areaStates } from './area.states';

/** What the acts on areas have in common. Their events carry all that the other services replicate. */
export const areaLife: Life<Area, AreaState, AreaAction> = {
  entity: Area,
  name: 'Area',
  event: 'area',
  states: areaStates,
  tell: ({
    code,
    name,
    level,
    parentId,
    path,
    urban,
    householdCount,
    validFrom,
    validTo,
    longitude,
    latitude,
  }) => ({
    code,
    name,
    level,
    parentId,
    path,
    urban,
    householdCount,
    validFrom,
    validTo,
    longitude,
    latitude,
  }),
};
