import { type AreaSeed, between, isChosen, type Random, seededRandom, shares } from '@jinlin/localities';
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
}

type Plans = (places: Places, random: Random) => SitePlan[];

/** The sites that a locality starts with: those that its published figures count, and some in every community. */
export function sitePlansOf(places: Places): SitePlan[] {
  const random = seededRandom(`sites ${places.locality}`);
  const own = plans[places.locality]?.(places, random) ?? [];
  return [...own, ...ofShownCommunities(places, own), ...canteens(places)];
}

const hejiang: Plans = ({ governed }, random) => [
  ...governed.map((community) => ({
    ...openSite('SERVICE_CENTRE', '党群服务中心', community),
    squareMetres: between(random, 600, 1400),
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
];

const shenyang: Plans = (
  { urban, villages, governed, townships, counties, compounds, communityOf },
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
];

/** More than 1 850 planned or under way, 649 of them under construction: one for three or four compounds (S18). */
const stationsUnderWay = 1862;
const stationsUnderConstruction = 649;

const duyun: Plans = ({ governed, byCode }, random) => {
  const upgraded = () => ({ upgradedOn: dayIn(random, 2021) });
  const preschool = shares(random, 6625, 8, 400);
  const compulsory = shares(random, 18_905, 12, 800);
  const withDayCare = ['522701001008', '522701002010', '522701001003', '522701004012'];

  return [
    ...governed.map((community) => ({
      ...openSite('SERVICE_CENTRE', '党群服务中心', community),
      ...upgraded(),
      squareMetres: between(random, 400, 1200),
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
    ...chosen(governed, 10).map((community) => ({
      ...openSite('ELDERLY_CENTRE', '养老服务站', community),
      capacity: [{ unit: 'BED' as const, amount: between(random, 10, 60), added: 0 }],
    })),
  ];
};

const fuzhou: Plans = ({ governed, byCode }, random) => [
  ...spread(governed, 1152, (community, number) =>
    openSite('NEIGHBOUR_HOUSE', number > 1 ? '邻里活动区' : '近邻小屋', community),
  ),
  ...governed.map((community) => station(community, random)),
  { ...openSite('HOME_CARE_CENTRE', '居家养老服务中心', byCode.get('350103007004')!), starRating: 5 },
];

const xianyou: Plans = ({ governed }, random) => [
  ...governed.map((community) => station(community, random)),
  ...governed.map((community) => openSite('NEIGHBOUR_LIVING_ROOM', '邻里客厅', community)),
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
