import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localitiesFolder } from '@jinlin/profile';
import type { AreaSeed } from './area';
import { areasOf } from './areas';
import { evenly } from './grow';
import { idOf } from './ids';
import { oneOf, seededRandom } from './random';
import { unassignedCode } from './uscc';

export type UnitKind =
  | 'DEPARTMENT'
  | 'ENTERPRISE'
  | 'SOCIAL_ORGANISATION'
  | 'PROPERTY_COMPANY'
  | 'INSTITUTION'
  | 'OWNERS_COMMITTEE'
  | 'STREET_OFFICE'
  | 'RESIDENTS_COMMITTEE';

export interface UnitSeed {
  id: string;
  /** Stable within its locality: `idOf('unit', '210100:housing')` is the id of Shenyang's housing department. */
  key: string;
  name: string;
  kind: UnitKind;
  areaId: string;
  /**
   * Whether it is one of the units that the locality links to its communities (H3, S3, D18, F7), and among them fit
   * to lead. Null for all others.
   */
  linked: 'LEAD' | 'CONTACT' | null;
  /** A property company recognised as red property (H24). */
  redStatus: boolean;
  /** Passes its check, but no real body can bear it. */
  uscc: string | null;
}

/** How many units of the kinds that are generated, not listed, a locality has. */
interface Numbers {
  propertyCompanies: number;
  /** Of the property companies, how many are red (H24). */
  redProperty: number;
  ownersCommittees: number;
  /** Spread over the governed communities (H27, S10). */
  socialOrganisations: number;
  /** Enterprises of the community-run economy (D28). */
  communityEnterprises: number;
}

const none: Numbers = {
  propertyCompanies: 0,
  redProperty: 0,
  ownersCommittees: 0,
  socialOrganisations: 0,
  communityEnterprises: 0,
};

const numbers: Record<string, Numbers> = {
  '210100': {
    ...none,
    propertyCompanies: 60,
    redProperty: 20,
    ownersCommittees: 40,
    socialOrganisations: 10_950,
  },
  '350100': {
    ...none,
    propertyCompanies: 40,
    redProperty: 12,
    ownersCommittees: 60,
    socialOrganisations: 120,
  },
  '350322': { ...none, propertyCompanies: 6, ownersCommittees: 8, socialOrganisations: 17 },
  '510522': {
    ...none,
    propertyCompanies: 30,
    redProperty: 22,
    ownersCommittees: 24,
    socialOrganisations: 38,
  },
  '522701': {
    propertyCompanies: 14,
    redProperty: 5,
    ownersCommittees: 36,
    socialOrganisations: 45,
    communityEnterprises: 13,
  },
};

/**
 * The units of a locality. Departments and utilities are listed in its units.csv; a street office for every township
 * and a residents' committee for every urban community follow from its areas; the rest is generated.
 */
export function unitsOf(locality: string): UnitSeed[] {
  const areas = areasOf(locality).filter(({ validTo }) => validTo === null);
  const { propertyCompanies, redProperty, ownersCommittees, socialOrganisations, communityEnterprises } =
    numbers[locality] ?? none;
  const { id: localityId } = areas.find(({ code }) => code === locality)!;
  const governed = areas.filter((area) => area.level === 'COMMUNITY' && area.governed);
  const managed = areas.filter(({ compound }) => compound?.propertyMode === 'COMPANY');

  return [
    ...listedUnits(locality),
    ...areas.filter(({ level }) => level === 'TOWNSHIP').map((area) => streetOffice(locality, area)),
    ...areas
      .filter(({ level, urban }) => level === 'COMMUNITY' && urban)
      .map((area) => residentsCommittee(locality, area)),
    ...numbered(propertyCompanies, (number) =>
      unit(locality, {
        key: `property-${number}`,
        name: `${companyName(locality, number)}物业服务有限公司`,
        kind: 'PROPERTY_COMPANY',
        areaId: localityId,
        redStatus: number <= redProperty,
      }),
    ),
    ...managed.slice(0, ownersCommittees).map((area) =>
      unit(locality, {
        key: `owners-committee-${area.code}`,
        name: `${area.name}业主委员会`,
        kind: 'OWNERS_COMMITTEE',
        areaId: area.id,
      }),
    ),
    ...evenly(socialOrganisations, governed.length).flatMap((count, at) =>
      numbered(count, (number) => socialOrganisation(locality, governed[at]!, number)),
    ),
    ...governed.slice(0, communityEnterprises).map((area) =>
      unit(locality, {
        key: `community-enterprise-${area.code}`,
        name: `${area.name}便民服务公司`,
        kind: 'ENTERPRISE',
        areaId: area.id,
      }),
    ),
  ];
}

const listedUnits = (locality: string): UnitSeed[] =>
  unitRows(locality).map(([key, name, kind, area, linked]) =>
    unit(locality, { key, name, kind, areaId: idOf('area', area), linked: linked || null }),
  );

type UnitRow = [key: string, name: string, kind: UnitKind, area: string, linked: 'LEAD' | 'CONTACT' | ''];

function unitRows(locality: string): UnitRow[] {
  const path = join(localitiesFolder, locality, 'units.csv');
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => line.split(',') as UnitRow);
}

const streetOffice = (locality: string, area: AreaSeed) =>
  unit(locality, {
    key: `street-office-${area.code}`,
    name: `${area.name}${area.name.endsWith('街道') ? '办事处' : '人民政府'}`,
    kind: 'STREET_OFFICE',
    areaId: area.id,
  });

const residentsCommittee = (locality: string, area: AreaSeed) =>
  unit(locality, {
    key: `residents-committee-${area.code}`,
    name: `${area.name}居民委员会`,
    kind: 'RESIDENTS_COMMITTEE',
    areaId: area.id,
  });

const societies = [
  '邻里互助会',
  '老年协会',
  '志愿服务队',
  '文艺社',
  '书画社',
  '健身队',
  '矛盾调解室',
  '助残服务社',
  '少年之家',
  '环保小组',
  '议事协商会',
  '社工服务站',
];

const socialOrganisation = (locality: string, community: AreaSeed, number: number) =>
  unit(locality, {
    key: `society-${community.code}-${number}`,
    name: `${community.name}${societies[(number - 1) % societies.length]}`,
    kind: 'SOCIAL_ORGANISATION',
    areaId: community.id,
  });

/** Made-up trade names: each number has its own pair of characters. */
const companyName = (locality: string, number: number) => {
  const first = [...'安邻惠睦和乐'][number % 6]!;
  const second = [...'居家园庭苑里巷舍宇庐'][Math.floor(number / 6) % 10]!;
  return oneOf(seededRandom(locality), ['近', '同', '共', '佳', '益']) + first + second;
};

const numbered = <Thing>(count: number, make: (number: number) => Thing): Thing[] =>
  Array.from({ length: count }, (_, index) => make(index + 1));

/** The first two characters of a unified social credit code: who registers such a body, and as what. */
const authorities: Record<UnitKind, string | null> = {
  DEPARTMENT: '11',
  STREET_OFFICE: '11',
  INSTITUTION: '12',
  SOCIAL_ORGANISATION: '52',
  RESIDENTS_COMMITTEE: '55',
  ENTERPRISE: '91',
  PROPERTY_COMPANY: '91',
  OWNERS_COMMITTEE: null,
};

type UnitGiven = Pick<UnitSeed, 'key' | 'name' | 'kind' | 'areaId'> & Partial<UnitSeed>;

function unit(locality: string, given: UnitGiven): UnitSeed {
  const wholeKey = `${locality}:${given.key}`;
  const authority = authorities[given.kind];
  return {
    id: idOf('unit', wholeKey),
    linked: null,
    redStatus: false,
    uscc: authority ? unassignedCode(authority, locality, wholeKey) : null,
    ...given,
  };
}
