import { type AreaSeed, between, isChosen, type Random, seededRandom, shares } from '@jinlin/localities';
import type { PremisesLayout, PremisesSource, Weekday } from '../generated/graphql';
import { weekdays } from '../site/opening';
import type { SiteCapacity } from '../site/site.entity';
import { type Places, shown } from './places';

/** What a loaded site is; the rest of it follows from its kind. */
export interface SitePlan {
  kind: string;
  name: string;
  place: AreaSeed;
  /** Where its life has brought it by now. */
  state: 'PLANNED' | 'BUILDING' | 'OPEN';
  squareMetres?: number;
  capacity?: readonly Omit<SiteCapacity, 'siteId' | 'updatedAt'>[];
  upgradedOn?: string;
  reform?: { zones: string[]; completedOn: string };
  starRating?: number;
  /** What was found when its premises were looked at. */
  appraisal?: { layout: PremisesLayout; source: PremisesSource | null; on: string };
  /** Where it calls, when it comes round. */
  timetable?: readonly Call[];
}

interface Call {
  weekday: Weekday;
  opensAt: string;
  closesAt: string;
  place: AreaSeed;
  spot: string;
}

type Plans = (places: Places, random: Random) => SitePlan[];

/** The sites that a locality starts with: those that its published figures count, and some in every community. */
export function sitePlansOf(places: Places): SitePlan[] {
  const random = seededRandom(`sites ${places.locality}`);
  const own = plans[places.locality]?.(places, random) ?? [];
  return [...own, ...ofShownCommunities(places, own), ...canteens(places)];
}

const hejiang: Plans = ({ governed, townships }, random) => [
  ...governed.map((community) => ({
    ...openSite('SERVICE_CENTRE', '党群服务中心', community),
    squareMetres: between(random, 600, 1400),
    // Small and badly laid out before it was rebuilt, that of 兴隆社区 among them (H9).
    appraisal: { layout: 'SOUND' as const, source: 'BUILT' as const, on: '2022-06-30' },
    reform: { zones: ['办事区', '议事区', '活动区', '阅读区'], completedOn: dayIn(random, 2021) },
  })),
  ...spread(governed, 29, (community, number) =>
    openSite(
      'CULTURE_SPORT',
      `${number % 2 ? '健身广场' : '文化活动室'}${number > 2 ? '二' : ''}`,
      community,
    ),
  ),
  ...governed.map((community) => station(community, random)),
  ...townships
    .map((street) => ({ street, communities: governed.filter(({ parentId }) => parentId === street.id) }))
    .filter(({ communities }) => communities.length > 0)
    .map(({ street, communities }) => mobileOffice(street, communities)),
];

/** An office that calls in every community of a street, each half a day a week (H7). */
const mobileOffice = (street: AreaSeed, communities: readonly AreaSeed[]): SitePlan => ({
  ...openSite('MOBILE_OFFICE', '流动办公服务点', street),
  timetable: communities.map((place, index) => ({
    weekday: weekdays[index % 5]!,
    ...halfDays[Math.floor(index / 5)]!,
    place,
    spot: '社区广场',
  })),
});

const halfDays = [
  { opensAt: '08:30', closesAt: '11:30' },
  { opensAt: '14:00', closesAt: '17:00' },
];

const shenyang: Plans = (
  { urban, villages, governed, townships, counties, compounds, communityOf, byCode },
  random,
) => [
  ...urban.map((community) => station(community, random)),
  ...villages.map((village) => openSite('NEIGHBOUR_LIVING_ROOM', '邻里客厅', village)),
  ...chosen(compounds, stationsUnderWay).map(
    (compound, index): SitePlan => ({
      kind: 'PARTY_MASS_STATION',
      name: `${communityOf(compound)!.name}${compound.name}党群服务站`,
      place: compound,
      state: isChosen(index, stationsUnderWay, stationsUnderConstruction) ? 'BUILDING' : 'PLANNED',
      squareMetres: between(random, 120, 400),
    }),
  ),
  ...chosen(counties, 5).map((county) => openSite('COMMUNITY_COLLEGE', '社区学院', county)),
  ...spread(counties, 13, (county) => openSite('EDUCATION_CENTRE', '社区教育中心', county)),
  ...chosen(governed, 100).map((community) => openSite('RESIDENTS_SCHOOL', '居民学校', community)),
  ...chosen(villages, 520).map((village) => openSite('VILLAGE_CLINIC', '卫生室', village)),
  ...spread(townships, 193, (township, number) =>
    openSite('TCM_HALL', number > 1 ? '第二中医馆' : '中医馆', township),
  ),
  ...chosen(governed, homeCareCommunities).map((community) =>
    openSite('HOME_CARE_CENTRE', '居家养老服务中心', community),
  ),
  ...counties.map((county) => openSite('ELDER_APARTMENT', '老年公寓', county)),
  openSite('NEIGHBOUR_LIVING_ROOM', '邻里客厅', byCode.get('210114003005')!),
];

/** About one community of five (S23). */
const homeCareCommunities = 200;

/** More than 1 850 planned or under way, 649 of them under construction: one for three or four compounds (S18). */
const stationsUnderWay = 1862;
const stationsUnderConstruction = 649;

const duyun: Plans = ({ governed, compounds, townships, byCode, communityOf }, random) => {
  const wenfeng = townships.find(({ name }) => name === '文峰街道')!;
  const upgraded = () => ({ upgradedOn: dayIn(random, 2021) });
  const preschool = shares(random, 6625, 8, 400);
  const compulsory = shares(random, 18_905, 12, 800);
  // Posts in 匀杨社区 and 西苑社区, and in compounds of 文峰街道 (D25).
  const postsAt = [
    byCode.get('522701005014')!,
    byCode.get('522701001008')!,
    ...compounds.filter((compound) => communityOf(compound)?.parentId === wenfeng.id).slice(0, 4),
  ];
  const withDayCare = ['522701001008', '522701002010', '522701001003', '522701004012'];

  return [
    ...governed.map((community, index) => ({
      ...openSite('SERVICE_CENTRE', '党群服务中心', community),
      ...upgraded(),
      squareMetres: between(random, 400, 1200),
      appraisal: { layout: 'SOUND' as const, source: sourceAt(index), on: '2022-06-30' },
    })),
    ...governed.slice(0, 30).map((community) => ({ ...station(community, random), ...upgraded() })),
    ...governed.slice(30, 41).map((community) => ({
      ...openSite('SERVICE_POINT', '党群服务点', community),
      ...upgraded(),
    })),
    ...governed.slice(30).map((community) => station(community, random)),
    ...chosen(governed, 2).map((community) => openSite('SELF_SERVICE_24H', '7×24小时自助服务站', community)),
    ...chosen(governed, 20).map((community, index): SitePlan => {
      const isKindergarten = index < preschool.length;
      const added = isKindergarten ? preschool[index]! : compulsory[index - preschool.length]!;
      return {
        ...openSite('SCHOOL', isKindergarten ? '幼儿园' : '学校', community),
        ...upgraded(),
        capacity: [
          {
            unit: isKindergarten ? 'PRESCHOOL_PLACE' : 'COMPULSORY_PLACE',
            amount: added + between(random, 0, 600),
            added,
          },
        ],
      };
    }),
    ...withDayCare.map((code) => ({
      ...openSite('DAY_CARE', '日间照料中心', byCode.get(code)!),
      capacity: [{ unit: 'PLACE' as const, amount: between(random, 20, 40), added: 0 }],
    })),
    ...postsAt.map((place) => openSite('COMPOUND_POST', '党群驿站', place)),
    {
      ...openSite('ELDER_APARTMENT', '南山老年公寓', byCode.get('522701001003')!),
      capacity: [{ unit: 'BED' as const, amount: 120, added: 0 }],
    },
    openSite('NIGHT_SCHOOL', '农民夜校', byCode.get('522701004012')!),
    ...chosen(governed, 10).map((community) => ({
      ...openSite('ELDERLY_CENTRE', '养老服务站', community),
      capacity: [{ unit: 'BED' as const, amount: between(random, 10, 60), added: 0 }],
    })),
  ];
};

const sources = [
  'PLANNED_HOUSING',
  'BUILT',
  'SHARED_BY_UNIT',
  'STATE_ASSETS',
  'RENTED',
  'BUILT',
  'PURCHASED',
] as const satisfies PremisesSource[];

/** Two centres of seven got their premises from planned housing or state assets: more than 10 000 m² in all (D26). */
const sourceAt = (index: number) => sources[index % sources.length]!;

const fuzhou: Plans = ({ governed, byCode }, random) => [
  ...spread(governed, 1152, (community, number) =>
    openSite('NEIGHBOUR_HOUSE', number > 1 ? '邻里活动区' : '近邻小屋', community),
  ),
  ...governed.map((community) => station(community, random)),
  { ...openSite('HOME_CARE_CENTRE', '居家养老服务中心', byCode.get('350103007004')!), starRating: 5 },
  openSite('STUDIO', '两代表一委员工作室', byCode.get('350102004001')!),
];

const xianyou: Plans = ({ governed, byCode }, random) => [
  ...governed.map((community) => station(community, random)),
  ...governed.map((community) => openSite('NEIGHBOUR_LIVING_ROOM', '邻里客厅', community)),
  openSite('NEIGHBOURHOOD_CENTRE', '“党建+”邻里中心', byCode.get('350322001004')!),
];

const plans: Record<string, Plans> = {
  '210100': shenyang,
  '350100': fuzhou,
  '350322': xianyou,
  '510522': hejiang,
  '522701': duyun,
};

/** A living room for each community that the docs speak of, unless the locality's plan has one there. */
const ofShownCommunities = ({ urban, villages }: Places, own: readonly SitePlan[]) =>
  [...urban, ...villages]
    .filter(({ code }) => shown.has(code))
    .filter(({ id }) => !own.some(({ kind, place }) => kind === 'NEIGHBOUR_LIVING_ROOM' && place.id === id))
    .map((community) => openSite('NEIGHBOUR_LIVING_ROOM', '邻里客厅', community));

/** A canteen in the communities that the docs speak of, and in one of twenty others. */
const canteens = ({ governed }: Places): SitePlan[] =>
  governed
    .filter(({ code }, index) => shown.has(code) || index % 20 === 7)
    .map((community) => ({
      ...openSite('ELDER_CANTEEN', '长者食堂', community),
      capacity: [{ unit: 'SEAT', amount: 40, added: 0 }],
    }));

/** From 22 to 38 square metres per 100 households, so that some places have what the rule asks for and some do not. */
const station = (community: AreaSeed, random: Random): SitePlan => ({
  ...openSite('PARTY_MASS_STATION', '党群服务站', community),
  squareMetres: Math.max(60, Math.round(((community.householdCount ?? 300) * between(random, 22, 38)) / 100)),
});

const openSite = (kind: string, what: string, place: AreaSeed): SitePlan => ({
  kind,
  name: `${place.name}${what}`,
  place,
  state: 'OPEN',
});

/** Exactly so many of the places, evenly spread. */
const chosen = (places: readonly AreaSeed[], count: number) =>
  places.filter((_, index) => isChosen(index, places.length, count));

/** So many sites over the places, in turns; `number` is which of its place it is. */
const spread = (
  places: readonly AreaSeed[],
  count: number,
  plan: (place: AreaSeed, number: number) => SitePlan,
) =>
  Array.from({ length: count }, (_, index) =>
    plan(places[index % places.length]!, Math.floor(index / places.length) + 1),
  );

/** A day of that year, or of the first half of the next. */
const dayIn = (random: Random, year: number) =>
  new Date(Date.UTC(year, 2, 1 + between(random, 0, 480))).toISOString().slice(0, 10);
