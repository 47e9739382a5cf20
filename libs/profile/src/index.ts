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
export type {
  Category,
  CategoryType,
  Channel,
  CouncilKind,
  DeliberationProcedure,
  Duty,
  EntryListItem,
  EvaluationScheme,
  MatterKind,
  OrganisationTemplate,
  Post,
  Power,
  Profile,
  RequestType,
  ResponseGrade,
  RoleTemplate,
  SubsidyTier,
  Taxonomy,
  Urgency,
  VisitTier,
} from './schema';
