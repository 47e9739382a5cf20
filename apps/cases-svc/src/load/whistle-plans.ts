import { type AreaSeed, between, oneOf, type Random, seededRandom } from '@jinlin/localities';
import type { WhistleOrigin } from '../generated/graphql';
import type { LocalityRules } from '../locality';
import { SHOWN } from './plans';
import type { Step, WhistlePlan } from './whistles';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const done: Step[] = ['ACKNOWLEDGE', 'REPORT_IN', 'ACT', 'COMPLETE', 'APPRAISE'];
const failed: Step[] = ['ACKNOWLEDGE', 'REPORT_IN', 'ACT', 'FAIL', 'APPRAISE'];

/** The whistles that a shown community has open: how long ago each was blown, and how far its lead has got at most. */
const OPEN: readonly { reason: string; ago: number; steps: number }[] = [
  { reason: 'EMERGENCY', ago: 0.7 * HOUR, steps: 3 },
  { reason: 'EMERGENCY', ago: 0.2 * HOUR, steps: 0 },
  { reason: 'JOINT_ENFORCEMENT', ago: 3 * HOUR, steps: 2 },
  { reason: 'JOINT_ENFORCEMENT', ago: 6 * HOUR, steps: 3 },
  { reason: 'STREET_CANNOT_SOLVE', ago: DAY, steps: 1 },
  { reason: 'STREET_CANNOT_SOLVE', ago: 3 * DAY, steps: 3 },
  { reason: 'STREET_CANNOT_SOLVE', ago: 9 * DAY, steps: 2 },
];

/** How many whistles a shown community has had answered in the last three months. */
const ANSWERED = 18;

/** F9: matters that the communities of 鼓楼区 had solved by whistle when it was reported, and those that failed. */
const GULOU = '350102';
const SOLVED = 10_240;
const UNSOLVED = 160;
const REPORTED_ON = new Date('2022-07-21T00:00:00+08:00');

/** The whistles that a locality starts with, by what became of each. `areas` are those of today. */
export function whistlePlansOf(
  locality: LocalityRules,
  areas: readonly AreaSeed[],
  now: Date,
): WhistlePlan[] {
  const shown = areas.filter(({ code }) => SHOWN.has(code));
  return [
    ...shown.flatMap((community) => plansOfCommunity(locality, community, areas, now)),
    ...gulouPlans(
      locality,
      areas.filter(({ code, level }) => level === 'COMMUNITY' && code.startsWith(GULOU)),
    ),
  ];
}

function plansOfCommunity(
  locality: LocalityRules,
  community: AreaSeed,
  areas: readonly AreaSeed[],
  now: Date,
) {
  const random = seededRandom(`whistles ${community.code}`);
  const blowers = blowersOf(community, areas);
  const plan = (number: number, given: Pick<WhistlePlan, 'reason' | 'blownAt' | 'walk'>): WhistlePlan => ({
    key: `${community.code} ${number}`,
    locality,
    units: 3,
    ...oneOf(random, blowers),
    until: now,
    ...given,
  });

  return [
    ...OPEN.map(({ reason, ago, steps }, i) =>
      plan(i, { reason, blownAt: new Date(now.getTime() - ago), walk: done.slice(0, steps) }),
    ),
    ...Array.from({ length: ANSWERED }, (_, i) =>
      plan(OPEN.length + i, {
        reason: reasonFor(locality, now, random),
        blownAt: new Date(now.getTime() - between(random, 15, 90) * DAY + between(random, 0, 12) * HOUR),
        walk: random() < 0.1 ? failed : done,
      }),
    ),
  ];
}

/** The community blows about as often as a few of its grids together. */
const blowersOf = (
  community: AreaSeed,
  areas: readonly AreaSeed[],
): { place: AreaSeed; origin: WhistleOrigin }[] => [
  { place: community, origin: 'COMMUNITY' },
  { place: community, origin: 'COMMUNITY' },
  ...areas
    .filter(({ level, path }) => level === 'GRID' && path.startsWith(community.path))
    .slice(0, 4)
    .map((place) => ({ place, origin: 'GRID' as const })),
];

/** F9: the communities of one district, over the year and a half before it was reported. */
function gulouPlans(locality: LocalityRules, communities: readonly AreaSeed[]): WhistlePlan[] {
  if (communities.length === 0) return [];

  const random = seededRandom('whistles of 鼓楼区');
  return Array.from({ length: SOLVED + UNSOLVED }, (_, i) => {
    const blownAt = new Date(
      REPORTED_ON.getTime() - between(random, 14, 550) * DAY + between(random, 0, 60 * 24) * 60_000,
    );
    return {
      key: `${GULOU} ${i}`,
      locality,
      place: communities[i % communities.length]!,
      origin: 'COMMUNITY',
      reason: reasonFor(locality, blownAt, random),
      units: 1,
      blownAt,
      walk: (i < SOLVED ? done : failed).slice(0, random() < 0.8 ? 5 : 4),
      until: REPORTED_ON,
    };
  });
}

const reasonFor = (locality: LocalityRules, at: Date, random: Random) =>
  oneOf(random, locality.whistleReasons(at)).key;
