import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AreaChangeSeed, AreaLevel, AreaSeed, CompoundSeed } from './area';
import { idOf } from './ids';
import { seededRandom } from './random';

/** The day from which our record of the real areas runs. Nothing is said about the time before. */
export const recordBegins = '2020-01-01';

export type Coordinates = readonly [longitude: number, latitude: number];

/** What makes a locality's tree its own: its place on the map, and what grows below its communities. */
export interface Plan {
  /** Begins the path label of every area of this locality, and of no other. `n` is kept for areas made later. */
  label: string;
  /** The centres of the locality, of what it lies in and of its counties, by code, to a hundredth of a degree. */
  centres: Record<string, Coordinates>;
  /** Chooses the streets and residents' committees that the published figures count. Without it: all of them. */
  governed?: (tree: Tree) => AreaSeed[];
  /** Adds what lies below the communities. Without it every community gets one grid. */
  grow?: (tree: Tree) => void;
}

interface Child {
  code: string;
  name: string;
  level: AreaLevel;
  householdCount?: number;
  compound?: CompoundSeed;
  /** Tells two areas apart that bear the same code at different times. */
  idKey?: string;
  validFrom?: string;
  validTo?: string | null;
}

/** Half the width, in degrees, over which areas of a level are strewn around their parent. */
const spread: Record<AreaLevel, number> = {
  PROVINCE: 0,
  PREFECTURE: 0,
  COUNTY: 0.2,
  TOWNSHIP: 0.1,
  COMMUNITY: 0.012,
  COMPOUND: 0.004,
  GRID: 0.002,
  BUILDING: 0.0008,
  UNIT: 0.0002,
  HOUSEHOLD: 0,
};

/** Streets lie closer together than towns do. */
const streetSpread = 0.03;

/** The areas of one locality while they are being put together. */
export class Tree {
  readonly areas: AreaSeed[] = [];
  readonly changes: AreaChangeSeed[] = [];
  private readonly byId = new Map<string, AreaSeed>();
  private labels = 0;

  constructor(
    readonly locality: string,
    private readonly plan: Plan,
  ) {}

  /** Adds an area below `parent`. It exists for as long as its parent does, unless told otherwise. */
  add(parent: AreaSeed | null, child: Child): AreaSeed {
    const { code, name, level } = child;
    const [longitude, latitude] = this.placed(parent, child);
    const area: AreaSeed = {
      id: idOf('area', child.idKey ?? code),
      code,
      name,
      level,
      parentId: parent?.id ?? null,
      path: `${parent?.path ?? '/'}${this.labelOf(code)}/`,
      urban: level === 'COMMUNITY' ? isResidentsCommittee(code) : (parent?.urban ?? false),
      governed: false,
      validFrom: child.validFrom ?? parent?.validFrom ?? recordBegins,
      validTo: child.validTo ?? parent?.validTo ?? null,
      householdCount: child.householdCount ?? null,
      registeredPopulation: null,
      compound: child.compound ?? null,
      longitude,
      latitude,
    };
    this.areas.push(area);
    this.byId.set(area.id, area);
    return area;
  }

  parentOf(area: AreaSeed): AreaSeed | undefined {
    return area.parentId === null ? undefined : this.byId.get(area.parentId);
  }

  /** Lets a past area with the code and name of the first of `into` be split into them on that day. */
  split(on: string, into: [AreaSeed, ...AreaSeed[]], note: AreaChangeSeed['note']): AreaSeed {
    const { code, name, level, parentId } = into[0];
    for (const area of into) area.validFrom = on;
    const idKey = `${code}@${recordBegins}`;
    const past = this.add(this.byId.get(parentId!)!, { code, name, level, idKey, validTo: on });

    this.changes.push({
      id: idOf('area-change', `${idKey} split ${on}`),
      kind: 'SPLIT',
      on,
      from: [past.id],
      into: into.map(({ id }) => id),
      note,
    });
    return past;
  }

  /** The residents' committees of today, in the order of their codes. */
  get urbanCommunities() {
    return this.areas.filter(
      ({ level, urban, validTo }) => level === 'COMMUNITY' && urban && validTo === null,
    );
  }

  get villages() {
    return this.areas.filter(({ level, urban }) => level === 'COMMUNITY' && !urban);
  }

  get streets() {
    return this.areas.filter(({ level, code }) => level === 'TOWNSHIP' && isStreet(code));
  }

  /** Counts households upwards from the grids; an area that has closed counts for nobody above it. */
  countHouseholds() {
    for (const area of this.areas.toReversed()) {
      const parent = this.parentOf(area);
      if (!parent || outsideOf(this.locality, parent.code)) continue;
      if (belowGrid.has(area.level) || area.householdCount === null || area.validTo !== parent.validTo)
        continue;

      parent.householdCount = (parent.householdCount ?? 0) + area.householdCount;
    }
  }

  /** Areas above the locality are shared with other localities, so their labels are their digits. */
  private labelOf(code: string) {
    if (outsideOf(this.locality, code)) return code.replace(/(00)+$/, '');
    const number = this.labels++;
    return number === 0 ? this.plan.label : this.plan.label + number.toString(36);
  }

  private placed(parent: AreaSeed | null, { code, level, idKey }: Child): Coordinates {
    const known = this.plan.centres[code];
    if (known) return known;
    if (!parent) return middleOfChina;

    const random = seededRandom(idKey ?? code);
    const reach = isStreet(code) ? streetSpread : spread[level];
    const strewn = (centre: number) => Number((centre + (random() - 0.5) * 2 * reach).toFixed(6));
    return [strewn(parent.longitude), strewn(parent.latitude)];
  }
}

const middleOfChina: Coordinates = [105, 35];

/** Whether `code` names something that the locality lies in, such as its province. */
const outsideOf = (locality: string, code: string) => !code.startsWith(locality.replace(/(00)+$/, ''));

const belowGrid: ReadonlySet<AreaLevel> = new Set(['BUILDING', 'UNIT', 'HOUSEHOLD']);

/** Digits 7–9: 001–099 are streets, the rest towns and townships. */
const isStreet = (code: string) => code.length === 9 && code.charAt(6) === '0';

/** Digits 10–12: 001–199 and 400–499 are residents' committees, 200–399 and 500–599 villagers' committees. */
const isResidentsCommittee = (code: string) => '014'.includes(code.charAt(9));

/** The real areas of a locality as `[code, name, level, parent code]`, parents first. */
export const realAreasOf = (folder: string, locality: string) =>
  readFileSync(join(folder, locality, 'areas.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',') as [code: string, name: string, level: AreaLevel, parent: string]);
