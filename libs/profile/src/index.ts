export type { CouncilKind, DeliberationProcedure, MatterKind } from './blocks/deliberation';
export type { SubsidyTier, VisitTier } from './blocks/elder-care';
export type { ResponseGrade } from './blocks/handling';
export type { Post } from './blocks/locality';
export type { EntryListItem, EvaluationScheme, Power } from './blocks/offices';
export type { Category, CategoryType, Channel, RequestType, Taxonomy, Urgency } from './blocks/requests';
export type { Duty, OrganisationTemplate, RoleTemplate } from './blocks/teams';
export { localitiesFolder, localityCodesIn } from './folder';
export { type Fault, loadProfiles, parseProfile } from './load';
export { inForce, type Localities, localitiesBy } from './localities';
export {
  calendarAt,
  categoryOf,
  handlingLimit,
  type Rule,
  type RuleBlock,
  ruleAt,
  subsidyFen,
} from './rules';
export type { Profile } from './schema';
