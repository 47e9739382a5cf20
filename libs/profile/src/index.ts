export type { CouncilKind, DeliberationProcedure, MatterKind } from './blocks/deliberation';
export type { EvaluationScheme, Power } from './blocks/offices';
export type { Category, Channel, Taxonomy } from './blocks/requests';
export type { Duty, OrganisationTemplate } from './blocks/teams';
export { localitiesFolder, localityCodesIn } from './folder';
export { loadProfiles } from './load';
export { inForce, type Localities, localitiesBy } from './localities';
export {
  calendarAt,
  categoryOf,
  handlingLimit,
  type Rule,
  ruleAt,
  subsidyFen,
} from './rules';
export type { Profile } from './schema';
