import { born, type Doing, historyOf, type Loaded, step } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import type { Role } from '@jinlin/identity';
import {
  type AreaSeed,
  between,
  idOf,
  oneOf,
  type Random,
  seededRandom,
  type UnitKind,
  type UnitSeed,
} from '@jinlin/localities';
import { Demand } from '../demand/demand.entity';
import { demandStates } from '../demand/demand.states';
import { Match } from '../list-matching/match.entity';
import { matchStates } from '../list-matching/match.states';
import { proposalOf } from '../list-matching/propose';
import { dayNumber, type ListRule } from '../list-matching/score';
import type { LocalityRules } from '../locality';
import { Project } from '../project/project.entity';
import { projectStates } from '../project/project.states';
import { Resource, ResourceWindow } from '../resource/resource.entity';
import { resourceStates } from '../resource/resource.states';
import { keepAll, type Row, type Start } from './keep';
import { SHOWN } from './plans';

/** H19: the three lists of Hejiang, one project to a demand; H17: of its projects, those of Party-building service under agreements. */
const hejiang = { code: '510522', demands: 365, resources: 220, projects: 176, underAgreements: 43 };

/** F13: the elders of 东街街道, and the member of the alliance that cooks for them. */
const dongjie = { community: '350102004001', unit: 'tourism-company' };

/** F14: Jin'an draws up a list every quarter, so there is something to weigh. */
const JINAN = '350111';

const OFFERING: ReadonlySet<UnitKind> = new Set(['DEPARTMENT', 'ENTERPRISE', 'INSTITUTION']);

const DAY = 86_400_000;
const by = (role: Role, at: Date): Doing => ({ at, role });
const plus = (at: Date, days: number) => new Date(at.getTime() + days * DAY);

/** What is wanted, offered and done about it in one locality, each with its history. */
class Lists {
  readonly demands: Loaded<Row<Demand>>[] = [];
  readonly resources: Loaded<Row<Resource>>[] = [];
  readonly windows: ResourceWindow[] = [];
  readonly matches: Loaded<Row<Match>>[] = [];
  readonly projects: Loaded<Row<Project>>[] = [];
  readonly random: Random;

  constructor(
    readonly locality: LocalityRules,
    readonly rule: ListRule,
  ) {
    this.random = seededRandom(`lists ${locality.code}`);
  }

  private id(kind: string, number: number) {
    return idOf(kind, `${this.locality.code} ${number}`);
  }

  /** A demand on the list. */
  want(place: AreaSeed, category: string, amount: number, publishedAt: Date, title?: string) {
    const known = this.rule.categories.find(({ key }) => key === category);
    const raisedAt = plus(publishedAt, -3);
    const demand = born<Row<Demand>>(
      {
        id: this.id('demand', this.demands.length),
        localityCode: this.locality.code,
        state: 'DRAFT',
        side: 'COMMUNITY',
        category,
        title: title ?? `${place.name}需要${known?.title.zh ?? category}`,
        description: null,
        areaId: place.id,
        areaPath: place.path,
        longitude: null,
        latitude: null,
        unitId: null,
        amount,
        promised: 0,
        neededFrom: null,
        neededTo: null,
        channel: oneOf(this.random, this.locality.channels).key,
        caseId: null,
        memberVisitId: null,
        visitFollowUpId: null,
        projectId: null,
        raisedAt,
        publishedAt: null,
        matchedAt: null,
        endedAt: null,
      },
      'RAISE',
      by('GRID_WORKER', raisedAt),
    );
    step(demand, demandStates, 'PUBLISH', by('COMMUNITY_CLERK', publishedAt), { publishedAt });
    this.demands.push(demand);
    return demand;
  }

  /** A resource on the list, all of it in one window. */
  offer(unit: UnitSeed, to: AreaSeed, category: string, amount: number, admittedAt: Date, until: string) {
    const known = this.rule.categories.find(({ key }) => key === category);
    const offeredAt = plus(admittedAt, -2);
    const id = this.id('resource', this.resources.length);
    const resource = born<Row<Resource>>(
      {
        id,
        localityCode: this.locality.code,
        state: 'OFFERED',
        side: 'UNIT',
        category,
        title: `${unit.name}提供${known?.title.zh ?? category}`,
        description: null,
        unitId: unit.id,
        areaId: to.id,
        areaPath: to.path,
        offeredToId: to.id,
        offeredToPath: to.path,
        longitude: null,
        latitude: null,
        lastOn: until,
        offeredAt,
        admittedAt: null,
        endedAt: null,
      },
      'OFFER',
      by('DEPARTMENT_CLERK', offeredAt),
    );
    step(resource, resourceStates, 'ADMIT', by('STREET_COMMANDER', admittedAt), { admittedAt });
    const window = {
      id: this.id('resource-window', this.resources.length),
      resourceId: id,
      fromOn: dateIn(admittedAt),
      toOn: until,
      amount,
      promised: 0,
    };
    this.resources.push(resource);
    this.windows.push(window);
    return { resource, window };
  }

  /** All that a demand lacks is promised of a resource, and came or not. */
  match(demand: Loaded<Row<Demand>>, offer: ReturnType<Lists['offer']>, decidedAt: Date, isKept: boolean) {
    const { resource, window } = offer;
    const { row } = demand;
    const proposal = proposalOf(
      { ...row, point: null, days: null, missing: row.amount, publishedAt: row.publishedAt! },
      {
        ...resource.row,
        id: window.id,
        resourceId: resource.row.id,
        point: null,
        days: { from: dayNumber(window.fromOn), to: dayNumber(window.toOn) },
        left: window.amount - window.promised,
        kept: 0,
        broken: 0,
      },
      this.rule,
      decidedAt,
    );
    const { outOf: _, ...decided } = proposal;
    const match = born<Row<Match>>(
      {
        id: this.id('match', this.matches.length),
        state: 'PROMISED',
        demandId: row.id,
        ...decided,
        decidedAt,
        endedAt: null,
      },
      'PROMISE',
      by('COMMUNITY_CLERK', decidedAt),
    );
    const promised = row.promised + proposal.amount;
    step(demand, demandStates, 'MATCH', by('COMMUNITY_CLERK', decidedAt), { promised, matchedAt: decidedAt });
    window.promised += proposal.amount;
    this.matches.push(match);

    const endedAt = plus(decidedAt, 40);
    step(match, matchStates, isKept ? 'KEEP' : 'BREAK', by('COMMUNITY_CLERK', endedAt), { endedAt });
    if (!isKept) row.promised -= proposal.amount;
  }

  /** A project that meets one demand, agreed on that day and begun a week later. */
  undertake(
    demand: Loaded<Row<Demand>>,
    { title, agreedAt, ...given }: Partial<Row<Project>> & { title: string; agreedAt: Date },
  ) {
    const { row } = demand;
    const category = this.rule.categories.find(({ key }) => key === row.category);
    const project = born<Row<Project>>(
      {
        id: this.id('project', this.projects.length),
        localityCode: this.locality.code,
        state: 'PROPOSED',
        title,
        class: category?.class ?? row.category,
        areaId: row.areaId,
        areaPath: row.areaPath,
        agreementId: null,
        listId: null,
        meetingId: null,
        siteId: null,
        proposedAt: agreedAt,
        approvedAt: null,
        startedAt: null,
        acceptedAt: null,
        rating: null,
        appraisal: null,
        ...given,
      },
      'PROPOSE',
      by('COMMUNITY_CLERK', agreedAt),
    );
    this.projects.push(project);
    const projectId = project.row.id;
    step(demand, demandStates, 'INCLUDE', by('COMMUNITY_CLERK', agreedAt), {
      projectId,
      matchedAt: row.matchedAt ?? agreedAt,
    });
    step(project, projectStates, 'APPROVE', by('STREET_COMMANDER', agreedAt), { approvedAt: agreedAt });
    const startedAt = plus(agreedAt, 7);
    step(project, projectStates, 'START', by('COMMUNITY_CLERK', startedAt), { startedAt });
    return project;
  }

  /** The project is accepted and its demand met; when told so, it is evaluated too. */
  finish(project: Loaded<Row<Project>>, demand: Loaded<Row<Demand>>, acceptedAt: Date, rating?: number) {
    step(project, projectStates, 'ACCEPT', by('STREET_COMMANDER', acceptedAt), { acceptedAt });
    step(demand, demandStates, 'MEET', by('STREET_COMMANDER', acceptedAt), { endedAt: acceptedAt });
    if (rating === undefined) return;
    const doing = by('STREET_COMMANDER', plus(acceptedAt, 14));
    step(project, projectStates, 'EVALUATE', doing, { rating, appraisal: '居民代表评议' });
  }

  /** What was offered until a day that is past has expired. */
  expire(today: string) {
    for (const { row, ...resource } of this.resources) {
      if (row.lastOn >= today) continue;
      const endedAt = plus(new Date(`${row.lastOn}T00:05:00+08:00`), 1);
      step({ row, ...resource }, resourceStates, 'EXPIRE', by('OPERATOR', endedAt), { endedAt });
    }
  }
}

/** Loads the lists of all localities. */
export async function loadLists(start: Start) {
  const all = start.grounds.flatMap(
    ({ locality, areas, units }) => livedLists(locality, areas, units, start.now) ?? [],
  );
  const { demands, resources, projects } = await keepAll(start, all.map(written), {
    projects: Project,
    demands: Demand,
    resources: Resource,
    windows: ResourceWindow,
    matches: Match,
  });
  const entries = demands + resources + projects;
  start.progress('demands, resources and projects', entries, entries);
}

/** The three lists of a locality, as published where they were, and something open in the communities that the docs speak of. */
function livedLists(
  locality: LocalityRules,
  areas: readonly AreaSeed[],
  units: readonly UnitSeed[],
  now: Date,
): Lists | null {
  const rule = locality.threeLists(now);
  if (!rule) return null;

  const lists = new Lists(locality, rule);
  const offering = units.filter(({ kind }) => OFFERING.has(kind));
  if (locality.code === hejiang.code) asPublished(lists, areas, offering);
  const canteen = areas.find(({ code }) => code === dongjie.community);
  if (canteen) storyOfDongjie(lists, canteen, units);
  for (const place of areas.filter(({ code }) => SHOWN.has(code) || code === JINAN)) {
    somethingOpen(lists, place, areas, offering, now);
  }
  lists.expire(dateIn(now));
  return lists;
}

/** H19, H17: 365 demands, 220 resources and 176 projects by July 2022; what each was about was not published. */
function asPublished(lists: Lists, areas: readonly AreaSeed[], units: readonly UnitSeed[]) {
  const { random, rule, locality } = lists;
  const county = areas.find(({ code }) => code === locality.code)!;
  const communities = areas.filter(
    ({ level, urban, governed }) => level === 'COMMUNITY' && urban && governed,
  );
  const categories = rule.categories.map(({ key }) => key);
  const offers = Array.from({ length: hejiang.resources }, (_, i) =>
    lists.offer(
      units[i % units.length]!,
      county,
      categories[i % categories.length]!,
      500,
      dayIn(random, 2021, 30, 120),
      '2022-12-31',
    ),
  );
  // As organisation-svc numbers the agreements that it loads.
  const agreement = idOf('agreement', locality.code).slice(0, -12);

  for (let i = 0; i < hejiang.demands; i++) {
    const isUnderAgreement = i < hejiang.underAgreements;
    const category = isUnderAgreement ? 'PARTY_SERVICE' : oneOf(random, categories);
    const place = communities[i % communities.length]!;
    const publishedAt = dayIn(random, 2021, 130, 300);
    const demand = lists.want(place, category, between(random, 1, 12), publishedAt);
    if (i >= hejiang.projects) continue;

    const suited = offers.filter(({ resource }) => resource.row.category === category);
    const agreedAt = plus(publishedAt, between(random, 10, 60));
    lists.match(demand, oneOf(random, suited), plus(publishedAt, between(random, 1, 9)), i % 12 !== 5);
    const project = lists.undertake(demand, {
      title: `${demand.row.title}项目`,
      agreedAt,
      ...(isUnderAgreement && { agreementId: agreement + i.toString(16).padStart(12, '0') }),
    });
    if (i % 3 !== 0)
      lists.finish(project, demand, plus(agreedAt, 90), i % 3 === 1 ? between(random, 3, 5) : undefined);
  }
}

/** F13: elders who cannot cook, a member of the alliance that can, the project, and the canteen that it opened. */
function storyOfDongjie(lists: Lists, place: AreaSeed, units: readonly UnitSeed[]) {
  const day = (text: string) => new Date(`${text}T10:00:00+08:00`);
  const unit = units.find(({ key }) => key === dongjie.unit)!;
  const offered = lists.offer(unit, place, 'ELDER_MEALS', 2_000, day('2019-12-05'), '2020-12-31');
  const demand = lists.want(place, 'ELDER_MEALS', 800, day('2019-12-02'), '高龄独居老人做饭难');
  lists.match(demand, offered, day('2019-12-09'), true);
  // As services-svc names the sites that it loads.
  const siteId = idOf('site', `${place.code}:ELDER_CANTEEN:${place.name}长者食堂`);
  const project = lists.undertake(demand, { title: '东街长者食堂', agreedAt: day('2019-12-20') });
  step(project, projectStates, 'OPEN_SITE', by('COMMUNITY_CLERK', day('2021-01-04')), { siteId });
  lists.finish(project, demand, day('2021-01-18'), 5);
}

/** A few demands below a place that wait for somebody to match them, and what there is for some of them. */
function somethingOpen(
  lists: Lists,
  place: AreaSeed,
  areas: readonly AreaSeed[],
  units: readonly UnitSeed[],
  now: Date,
) {
  const { random, rule } = lists;
  const communities = areas.filter(
    ({ path, level, urban }) => level === 'COMMUNITY' && urban && path.startsWith(place.path),
  );
  const until = dateIn(plus(now, 120));
  for (const { key } of rule.categories) {
    const [wanting, ago] = [oneOf(random, communities), between(random, 3, 80)];
    lists.want(wanting, key, between(random, 5, 30), plus(now, -ago));
    if (random() < 0.6)
      lists.offer(oneOf(random, units), place, key, between(random, 5, 40), plus(now, -ago), until);
  }
}

const dayIn = (random: Random, year: number, first: number, last: number) =>
  new Date(Date.UTC(year, 0, between(random, first, last), between(random, 1, 9)));

/** What the lists of a locality leave to be written. */
const written = ({ demands, resources, windows, matches, projects }: Lists) => ({
  projects: projects.map(rowOf),
  demands: demands.map(rowOf),
  resources: resources.map(rowOf),
  windows,
  matches: matches.map(rowOf),
  history: [
    ...demands.flatMap((demand) => historyOf('Demand', demand)),
    ...resources.flatMap((resource) => historyOf('Resource', resource)),
    ...matches.flatMap((match) => historyOf('Match', match)),
    ...projects.flatMap((project) => historyOf('Project', project)),
  ],
});

const rowOf = <Kept>({ row }: Loaded<Kept>) => row;
