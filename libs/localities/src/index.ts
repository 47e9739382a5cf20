export type { AreaChangeSeed, AreaLevel, AreaSeed, CompoundSeed, PropertyMode } from './area';
export { areaLevels } from './area';
export { areaChangesOf, areasOf, areasOfAll, localityCodes } from './areas';
export { holderId, idOf } from './ids';
export { fictionalName, fictionalPhone } from './people';
export { between, isChosen, oneOf, type Random, seededRandom, shares } from './random';
export { type UnitKind, type UnitSeed, unitsOf } from './units';
