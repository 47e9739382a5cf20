/** The levels of the area tree, from the top. A place may lie directly below one that is several levels up. */
export const areaLevels = [
  'PROVINCE',
  'PREFECTURE',
  'COUNTY',
  'TOWNSHIP',
  'COMMUNITY',
  'COMPOUND',
  'GRID',
  'BUILDING',
  'UNIT',
  'HOUSEHOLD',
] as const;

export type AreaLevel = (typeof areaLevels)[number];

/** Who looks after a compound (S12, D1, X9). */
export type PropertyMode =
  | 'COMPANY'
  | 'PACKAGE'
  | 'STATE_BACKSTOP'
  | 'PARTY_COMMITTEE_CUSTODY'
  | 'SELF_MANAGED'
  | 'NONE';

export interface CompoundSeed {
  enclosed: boolean;
  propertyMode: PropertyMode;
  /** The first day under the present property mode; null while nobody manages the compound. */
  managedSince: string | null;
  /** Had no property management until the locality brought it in (S12). */
  introducedProperty: boolean;
  isOld: boolean;
  /** Coordinated under a renovation scheme for old compounds (H23, D22). */
  isUnderRenovation: boolean;
  /** Held up as an example: a model compound of Hejiang's brand (H22), a boutique compound of Fuzhou (F18). */
  isModel: boolean;
}

export interface AreaSeed {
  id: string;
  code: string;
  name: string;
  level: AreaLevel;
  parentId: string | null;
  /** The labels from the top down to this area, each ending in "/": "X lies in Y" is startsWith(X.path, Y.path). */
  path: string;
  /** Lies under a residents' committee (社区), not a villagers' committee (村). */
  urban: boolean;
  /** For streets and communities: belongs to the set that the locality's published figures count. */
  governed: boolean;
  /** The first day on which this area exists, in this record's sense of it. */
  validFrom: string;
  /** The first day on which it no longer exists. */
  validTo: string | null;
  householdCount: number | null;
  registeredPopulation: number | null;
  compound: CompoundSeed | null;
  longitude: number;
  latitude: number;
}

/** A dated act by which areas followed one another. */
export interface AreaChangeSeed {
  id: string;
  kind: 'SPLIT' | 'MERGE';
  on: string;
  from: string[];
  into: string[];
  note: { zh: string; en: string };
}
