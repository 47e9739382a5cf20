import { type AreaSeed, areasOf, between, idOf, oneOf, type Random, seededRandom } from '@jinlin/localities';
import type { LocalityRules } from '../locality';
import type { CasePlan, LoadedAction } from './cases';

/** The communities that the docs and the explorer speak of have a desk full of cases each. */
export const SHOWN = new Set([
  '510522001006',
  '210103005024',
  '522701001003',
  '350102004001',
  '350322104009',
]);
const CASES_SHOWN = 48;

/** How many recent cases each locality has besides, spread over its grids. */
const CASES_SPREAD = 600;

/** H11: what Hejiang's first secretaries collected, and what of it they solved on the spot. */
const OPINIONS = 1230;
const SOLVED_ON_SITE = 366;

/** F11: the communities that Fuzhou's members visited, and how often each. */
const VISITED = 201;
const VISITS_EACH = 12;

/** D19: more than 700 problems were solved by units and members that are registered with communities. */
const SOLVED_BY_REGISTERED = 712;

const DAY = 86_400_000;

const toTheEnd: LoadedAction[] = [
  'REGISTER',
  'DISPATCH',
  'SIGN',
  'CONTACT',
  'HANDLE',
  'REPLY',
  'VISIT_BACK',
  'CLOSE',
];

/** The cases that a locality starts with, by what happened to each. */
export function casePlansOf(locality: LocalityRules, now: Date): CasePlan[] {
  const random = seededRandom(`cases ${locality.code}`);
  const areas = areasOf(locality.code).filter(({ validTo }) => validTo === null);
  const communityOf = communityFinder(areas);
  const grids = areas.filter(({ level }) => level === 'GRID');

  const recent = (place: AreaSeed): Omit<CasePlan, 'key'> => {
    const daysAgo = between(random, 2, 90);
    return {
      locality,
      place,
      community: communityOf(place),
      channel: oneOf(random, locality.channels).key,
      openedAt: new Date(now.getTime() - daysAgo * DAY),
      walk: toTheEnd.slice(
        0,
        daysAgo > 30 ? toTheEnd.length : between(random, 0, Math.min(daysAgo, toTheEnd.length)),
      ),
    };
  };

  const shown = grids.filter((grid) => SHOWN.has(communityOf(grid)?.code ?? ''));
  const plans = [
    ...(shown.length ? Array.from({ length: CASES_SHOWN }, (_, i) => recent(shown[i % shown.length]!)) : []),
    ...Array.from({ length: CASES_SPREAD }, () => recent(oneOf(random, grids))),
    ...(locality.code === '510522'
      ? opinions(
          locality,
          grids.filter(({ urban }) => urban),
          communityOf,
          random,
        )
      : []),
    ...(locality.code === '522701' ? solvedByRegistered(locality, areas) : []),
    ...(locality.code === '350322' ? complaints(locality, areas, now) : []),
    ...(locality.code === '350100' ? visitIssues(locality, areas) : []),
  ];
  return plans.map((plan, i) => ({
    ...plan,
    key: `${locality.code}-${plan.openedAt.getUTCFullYear()}-L${String(i + 1).padStart(5, '0')}`,
  }));
}

/** H11: opinions collected by first secretaries on their visits, many of them solved on the spot. */
const opinions = (
  locality: LocalityRules,
  grids: AreaSeed[],
  communityOf: (area: AreaSeed) => AreaSeed | null,
  random: Random,
) =>
  Array.from({ length: OPINIONS }, (_, i): Omit<CasePlan, 'key'> => {
    const place = oneOf(random, grids);
    return {
      locality,
      place,
      community: communityOf(place),
      channel: 'first-secretary',
      openedAt: new Date(
        Date.UTC(2022, between(random, 0, 5), between(random, 1, 28), between(random, 1, 9)),
      ),
      walk: i < SOLVED_ON_SITE ? ['RESOLVE_ON_SITE', 'VISIT_BACK', 'CLOSE'] : toTheEnd,
    };
  });

/** D19: problems that registered units and members found in their communities, and solved there. */
function solvedByRegistered(locality: LocalityRules, areas: readonly AreaSeed[]): Omit<CasePlan, 'key'>[] {
  const random = seededRandom('problems solved by those registered');
  const communities = areas.filter(
    ({ level, urban, governed }) => level === 'COMMUNITY' && urban && governed,
  );
  return Array.from({ length: SOLVED_BY_REGISTERED }, (_, number) => {
    const place = communities[number % communities.length]!;
    return {
      locality,
      place,
      community: place,
      channel: 'dual-registration',
      openedAt: new Date(
        Date.UTC(2022, between(random, 0, 5), between(random, 1, 28), between(random, 1, 9)),
      ),
      walk: ['RESOLVE_ON_SITE', 'CLOSE'],
    };
  });
}

/** X9: an open compound that people complain of again and again, so that the clock proposes to do something about it. */
function complaints(locality: LocalityRules, areas: readonly AreaSeed[], now: Date): Omit<CasePlan, 'key'>[] {
  const place = areas.find(({ level }) => level === 'COMPOUND');
  if (!place) return [];

  const community = communityFinder([...areas])(place);
  return [3, 6, 11, 19].map((daysAgo) => ({
    locality,
    place,
    community,
    channel: 'hotline',
    requestType: 'COMPLAINT',
    openedAt: new Date(now.getTime() - daysAgo * DAY),
    walk: ['REGISTER'],
  }));
}

/** F11: issues that members brought back from their visits, one from every other visit; how many there were is lost in print. */
function visitIssues(locality: LocalityRules, areas: readonly AreaSeed[]): Omit<CasePlan, 'key'>[] {
  const random = seededRandom('issues of visits');
  const communities = areas
    .filter(({ level, urban, governed }) => level === 'COMMUNITY' && urban && governed)
    .slice(0, VISITED);
  // As organisation-svc numbers the visits that it loads: so many to each community, one after another.
  const stem = idOf('member-visit', locality.code).slice(0, -12);
  return Array.from({ length: (communities.length * VISITS_EACH) / 2 }, (_, i) => {
    const visit = 2 * i;
    const place = communities[Math.floor(visit / VISITS_EACH)]!;
    return {
      locality,
      place,
      community: place,
      channel: 'visit',
      openedAt: new Date(
        Date.UTC(2022, between(random, 0, 5), between(random, 1, 24), between(random, 1, 9)),
      ),
      memberVisitId: stem + visit.toString(16).padStart(12, '0'),
      walk: ['RESOLVE_ON_SITE', 'VISIT_BACK', 'CLOSE'],
    };
  });
}

function communityFinder(areas: AreaSeed[]) {
  const byId = new Map(areas.map((area) => [area.id, area]));
  return (area: AreaSeed): AreaSeed | null => {
    let at: AreaSeed | undefined = area;
    while (at && at.level !== 'COMMUNITY') at = at.parentId ? byId.get(at.parentId) : undefined;
    return at ?? null;
  };
}
