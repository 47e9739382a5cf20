import type { Life } from '@jinlin/acts';
import type { AreaAction, AreaState } from '../generated/graphql';
import { Area } from './area.entity';
import { areaStates } from './area.states';

/** All that the other services replicate of an area. */
const REPLICATED = [
  'code',
  'name',
  'level',
  'parentId',
  'path',
  'urban',
  'householdCount',
  'validFrom',
  'validTo',
  'longitude',
  'latitude',
] as const;

/** What the acts on areas have in common. */
export const areaLife: Life<Area, AreaState, AreaAction> = {
  entity: Area,
  name: 'Area',
  event: 'area',
  states: areaStates,
  tell: (area) => Object.fromEntries(REPLICATED.map((key) => [key, area[key]])),
};
