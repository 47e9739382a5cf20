import type { WorkingCalendar } from '@jinlin/calendar';
import { idOf } from '@jinlin/localities';
import {
  calendarAt,
  type Duty,
  type EvaluationScheme,
  inForce,
  type Localities as LocalitiesBy,
  localitiesBy,
  type OrganisationTemplate,
  type Power,
  type Profile,
  type Taxonomy,
} from '@jinlin/profile';
import type { ActivityKind, AreaLevel } from './generated/graphql';

/** A title in the languages that clients ask for. */
export interface Title {
  zh: string;
  en: string;
}

/** A post that a locality knows. */
export interface Post {
  code: string;
  title: Title;
  /** The level of area that it belongs to; null for the head of a unit. */
  level: AreaLevel | null;
}

/** That a role template wants a post filled by so many people. */
export interface Slot {
  post: Post;
  minimum: number;
  /** What its holders turn into in an emergency (S13); null in the normal roster, and where the profile says nothing. */
  becomes: Title | null;
}

export interface RoleTemplate {
  code: string;
  title: Title;
  level: AreaLevel;
  /** Only for places under a residents' committee (true) or a villagers' committee (false). */
  urban: boolean | null;
  slots: readonly Slot[];
  /** The roster that serves in an emergency (平急转换, S13); null where the normal one always does. */
  emergencySlots: readonly Slot[] | null;
  /** The posts through which notices go down and matters rise, the highest first (X5, D4, H4); none where none do. */
  chain: readonly Post[];
  /** The N of 4+N: how many linked units belong to the team at least (H4); null where none do. */
  linkedUnits: number | null;
  ruleVersion: string;
}

/** What holders of posts owe again and again (H10), from a day until the next version begins. */
export interface DutyVersion {
  from: string;
  duties: readonly Duty[];
  /** How many duties the catalogue of first secretaries has (H5). */
  catalogueSlots: number;
  ruleVersion: string;
}

/** A field of work that leaders have charge of and communities have needs in (H2). */
export interface WorkField {
  key: string;
  title: Title;
}

/** A kind of household that members must visit (F11). */
export interface VisitCategory {
  code: string;
  title: Title;
}

/** A kind of what places publish (F22, X12). */
export interface PublicationKind {
  code: string;
  title: Title;
  isForHouseholds: boolean;
}

/** A kind of alliance that units form at areas of one level (S6, D8, F12). */
export interface AllianceKind {
  code: string;
  title: Title;
  level: AreaLevel;
}

/** A day that comes again, such as a festival or the dedication day (H18, S9, D9). */
export interface ActivitySeries {
  code: string;
  title: Title;
  kind: ActivityKind;
}

/** What agreements, orders and activities are about: a category of a taxonomy, such as one of the four joints (H16). */
export interface Theme {
  /** The taxonomy and the code in it: four-joints/01. */
  key: string;
  title: Title;
}

/** What units and communities do together (共建). */
export interface JointWork {
  alliances: readonly AllianceKind[];
  series: readonly ActivitySeries[];
  themes: readonly Theme[];
  /** How many working days before its day a commitment falls due. */
  dueWorkingDays: number;
  ruleVersion: string;
}

/** A grade of community workers, with what it is paid a month (S17, D27). */
export interface WorkerGrade {
  code: string;
  title: Title;
  monthlyFen: number;
}

/** The grades of community workers from a day until the next version begins, the lowest first. */
interface WorkerRule {
  grades: readonly WorkerGrade[];
  /** How many posts of public institutions a community has for them; null where none were promised. */
  institutionPosts: { least: number; most: number } | null;
  ruleVersion: string;
}

/** The ways to evaluate from a day until the next version begins (H12, F1, X7). */
interface EvaluationRule {
  schemes: readonly EvaluationScheme[];
  ruleVersion: string;
}

/** How many people there must be for the work (S16). */
interface StaffingRule {
  workersPer10kResidents: number;
  staffPerStreet: number;
  ruleVersion: string;
}

/** A matter that departments may ask of communities (S15, D13). */
export interface Entry {
  code: string;
  title: Title;
  part: 'DOES' | 'HELPS';
  /** The department whose work it is, where the list names one. */
  unitId: string | null;
}

/** How long books hang out for residents (F22), and under which version of the rule. */
interface Publicity {
  days: number;
  ruleVersion: string;
}

/** A thing of the profile that records name by its key. */
export interface Keyed {
  key: string;
  title: Title;
}

/** What there is to empower offices to from a day on (S7, D10, D11). */
export interface PowerCatalogue {
  powers: readonly Power[];
  /** The platforms that every street has; none where the profile names none. */
  platforms: readonly Keyed[];
  ruleVersion: string;
}

/** What records are grouped by in reports (S4, F1, F2, X1, X4, X13, X14). */
export interface Grouping extends Keyed {
  mechanism: string | null;
  use: NonNullable<Taxonomy['groups']>;
  parts: readonly GroupingPart[];
}

export interface GroupingPart extends Keyed {
  measures: readonly string[];
}

/** A step of a chain of Party organisations (X2). */
export type ChainStep = OrganisationTemplate['chain'][number];

/** Where candidates for a post come from (X6). */
export interface CandidateSource {
  code: string;
  title: Title;
  /** From 1, to be preferred before all others. */
  priority: number;
  isForPartyMembers: boolean;
}

/** How the holders of a post are chosen in five steps (H29, X6). */
export interface SelectionRule {
  post: Post;
  sources: readonly CandidateSource[];
  /** What whoever is elected is evaluated by. */
  criteria: readonly Keyed[];
  /** The first day of this version of the rule. */
  effectiveFrom: string;
  ruleVersion: string;
}

/** What this service needs to know of a locality's profile. */
export interface LocalityRules {
  code: string;
  /** What the locality calls the areas of a level. */
  levelTitle(level: AreaLevel): Title | undefined;
  posts: readonly Post[];
  post(code: string): Post | undefined;
  /** The post that heads the areas of a level. */
  headOf(level: AreaLevel): string | undefined;
  /** The role templates in force on a day, with their rosters. */
  templates(day: string): readonly RoleTemplate[];
  /** The versions of the duty rule, oldest first; none where nothing is owed. */
  duties: readonly DutyVersion[];
  calendar(day: string): WorkingCalendar;
  /** The entry list in force on a day; before the first one began, the first. */
  entryList(day: string): { effectiveFrom: string; entries: readonly Entry[]; ruleVersion: string };
  /** The posts whose holders are chosen in five steps, by the rules in force on a day; none where none are. */
  selections(day: string): readonly SelectionRule[];
  workFields: readonly WorkField[];
  /** The kinds of households that its members must visit; none where they need not. */
  visitCategories: readonly VisitCategory[];
  /** What places publish; none where nothing is. */
  publicationKinds: readonly PublicationKind[];
  /** Where a scanned house code leads; null where the code stands alone (X12). */
  houseCodeLink: string | null;
  /** The grades of community workers on a day; undefined where the profile tells of none. */
  workerRule(day: string): WorkerRule | undefined;
  staffingRule(day: string): StaffingRule;
  /** The ways to evaluate on a day; undefined where the profile tells of none. */
  evaluationRule(day: string): EvaluationRule | undefined;
  /** A scheme as a version of the rule had it, for scores that were made under it. */
  evaluationScheme(ruleVersion: string, key: string): EvaluationScheme | undefined;
  /** What units and communities do together on a day; undefined where the profile tells of nothing. */
  jointWork(day: string): JointWork | undefined;
  /** The models by which its communities earn (H25); none where the profile names none. */
  incomeModels: readonly Keyed[];
  /** How long books hang out; null where the profile does not say. */
  publicity(day: string): Publicity | null;
  /** What there is to empower its offices to; null where the profile names nothing. */
  powers(day: string): PowerCatalogue | null;
  groupings: readonly Grouping[];
  /** The chains of Party organisations that its kinds of places have (X2). */
  organisationTemplates: readonly OrganisationTemplate[];
}

export type Localities = LocalitiesBy<LocalityRules>;

/** Whoever heads a unit. Every locality has this post; all others are its own. */
export const UNIT_LEADER: Post = {
  code: 'UNIT_LEADER',
  title: { zh: '负责人', en: 'Head of the unit' },
  level: null,
};

/** The rules of one locality, read from its profile. */
export function rulesOf(profile: Profile): LocalityRules {
  const { code, levels } = profile;
  const posts = [
    ...profile.posts.map(({ kind, title, level }) => ({ code: kind, title, level })),
    UNIT_LEADER,
  ];
  const postOf = new Map<string, Post>(posts.map((post) => [post.code, post]));

  return {
    code,
    levelTitle: (wanted) => levels.find(({ level }) => level === wanted)?.title,
    posts,
    post: (wanted) => postOf.get(wanted),
    headOf: (wanted) => levels.find(({ level }) => level === wanted)?.head,
    templates: (day) => templatesOf(profile, postOf, day),
    duties: (profile.duties ?? []).map(({ version, effectiveFrom, duties, catalogueSlots }) => ({
      from: effectiveFrom,
      duties,
      catalogueSlots: catalogueSlots ?? 0,
      ruleVersion: `${code}/duties/${version}`,
    })),
    // What was before the first version of the hours is reckoned by it.
    calendar: (day) =>
      calendarAt(profile, day) ?? calendarAt(profile, profile.workingHours[0]!.effectiveFrom)!,
    entryList: (day) => entryListOf(profile, day),
    selections: (day) => selectionsOf(profile, postOf, day),
    workFields: profile.workFields ?? [],
    houseCodeLink: profile.houseCodes?.link ?? null,
    visitCategories: (profile.memberVisits?.at(-1)?.categories ?? []).map(({ key, title }) => ({
      code: key,
      title,
    })),
    publicationKinds: (profile.publications ?? []).map(({ kind, title, toHouseholds = false }) => ({
      code: kind,
      title,
      isForHouseholds: toHouseholds,
    })),
    workerRule: (day) => workerRuleOf(profile, day),
    staffingRule: (day) => inForce(profile, 'thresholds', day),
    evaluationRule: (day) => profile.evaluations && inForce(profile, 'evaluations', day),
    evaluationScheme: (ruleVersion, wanted) =>
      profile.evaluations
        ?.find(({ version }) => `${code}/evaluations/${version}` === ruleVersion)
        ?.schemes.find(({ key }) => key === wanted),
    jointWork: (day) => jointWorkOf(profile, day),
    incomeModels: profile.communityEconomy?.at(-1)?.models ?? [],
    publicity: (day) => publicityOf(profile, day),
    powers: (day) => powersOf(profile, day),
    groupings: profile.taxonomies.at(-1)!.taxonomies.flatMap(groupingOf),
    organisationTemplates: profile.organisationTemplates?.at(-1)?.templates ?? [],
  };
}

type Posts = ReadonlyMap<string, Post>;

/** The profile is refused when a template names a post that it does not list. */
function templatesOf(profile: Profile, postOf: Posts, day: string): RoleTemplate[] {
  const { templates, ruleVersion } = inForce(profile, 'roleTemplates', day);
  const slotOf = ({ post, min, becomes }: { post: string; min: number; becomes?: Title | undefined }) => ({
    post: postOf.get(post)!,
    minimum: min,
    becomes: becomes ?? null,
  });
  return templates.map(({ key, title, level, area, slots, linkedUnits, chain = [] }) => ({
    code: key,
    title,
    level,
    urban: area ? area === 'URBAN' : null,
    slots: slots.normal.map(slotOf),
    emergencySlots: slots.emergency?.map(slotOf) ?? null,
    chain: chain.map((post) => postOf.get(post)!),
    linkedUnits: linkedUnits ?? null,
    ruleVersion,
  }));
}

function entryListOf(profile: Profile, day: string) {
  const { entries, effectiveFrom, ruleVersion } = inForce(profile, 'entryList', day);
  return {
    effectiveFrom,
    entries: entries.map(({ unit, ...entry }) => ({
      ...entry,
      unitId: idOf('unit', `${profile.code}:${unit}`),
    })),
    ruleVersion,
  };
}

function selectionsOf(profile: Profile, postOf: Posts, day: string): SelectionRule[] {
  if (!profile.selections) return [];

  const { posts, effectiveFrom, ruleVersion } = inForce(profile, 'selections', day);
  return posts.map(({ post, sources = [], criteria }) => ({
    post: postOf.get(post)!,
    sources: sources.map(({ key, title, partyMembers = false }, index) => ({
      code: key,
      title,
      priority: index + 1,
      isForPartyMembers: partyMembers,
    })),
    criteria,
    effectiveFrom,
    ruleVersion,
  }));
}

function jointWorkOf(profile: Profile, day: string): JointWork | undefined {
  if (!profile.jointWork) return undefined;

  const { alliances, series, themes, dueWorkingDays, ruleVersion } = inForce(profile, 'jointWork', day);
  const { taxonomies } = inForce(profile, 'taxonomies', day);
  return {
    alliances: alliances.map(({ key, title, level }) => ({ code: key, title, level })),
    series: series.map(({ key, title, kind }) => ({ code: key, title, kind })),
    themes: taxonomies
      .filter(({ key }) => themes.includes(key))
      .flatMap(({ key, categories }) =>
        categories.map(({ code, title }) => ({ key: `${key}/${code}`, title })),
      ),
    dueWorkingDays,
    ruleVersion,
  };
}

function workerRuleOf(profile: Profile, day: string): WorkerRule | undefined {
  if (!profile.communityWorkers) return undefined;

  const { grades, institutionPosts, ruleVersion } = inForce(profile, 'communityWorkers', day);
  return {
    grades: grades.map(({ key, title, monthlyFen }) => ({ code: key, title, monthlyFen })),
    institutionPosts: institutionPosts ?? null,
    ruleVersion,
  };
}

function publicityOf(profile: Profile, day: string): Publicity | null {
  if (!profile.communityEconomy) return null;

  const { publicityDays, ruleVersion } = inForce(profile, 'communityEconomy', day);
  return { days: publicityDays, ruleVersion };
}

function powersOf(profile: Profile, day: string): PowerCatalogue | null {
  if (!profile.powers) return null;

  const { powers, platforms = [], ruleVersion } = inForce(profile, 'powers', day);
  return { powers, platforms, ruleVersion };
}

/** A taxonomy that reports are grouped by; nothing of any other. */
function groupingOf({ key, title, mechanism, groups, categories }: Taxonomy): Grouping[] {
  if (!groups) return [];

  const parts = categories.map(({ code, title, measures }) => ({
    key: code,
    title,
    measures: measures ?? [],
  }));
  return [{ key, title, mechanism: mechanism ?? null, use: groups, parts }];
}

/** The localities of the folder, read once at start; a faulty profile stops the start. */
export const localities: Localities = localitiesBy(rulesOf);
