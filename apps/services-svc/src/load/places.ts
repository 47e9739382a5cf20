import { type AreaSeed, areasOf } from '@jinlin/localities';

/** The areas of a locality as they are today, sorted by what the loading asks for. */
export interface Places {
  locality: string;
  /** The residents' committees (社区) that the published figures count. */
  governed: readonly AreaSeed[];
  /** All residents' committees. */
  urban: readonly AreaSeed[];
  villages: readonly AreaSeed[];
  townships: readonly AreaSeed[];
  counties: readonly AreaSeed[];
  compounds: readonly AreaSeed[];
  byCode: ReadonlyMap<string, AreaSeed>;
  /** The community (社区/村) that a place lies in, or the place itself; null above community level. */
  communityOf(place: AreaSeed): AreaSeed | null;
  /** Where the people of a community live, as far as the tree goes: households where they are sampled, else grids. */
  homesIn(community: AreaSeed): readonly AreaSeed[];
}

/** Communities that the docs and the explorer speak of: each shows everything that a community can have. */
export const shown = new Set([
  '510522001006',
  '210103005024',
  '522701001003',
  '350102004001',
  '350322104009',
]);

export function placesOf(locality: string): Places {
  const areas = areasOf(locality).filter(({ validTo }) => validTo === null);
  const byId = new Map(areas.map((area) => [area.id, area]));
  const at = (level: AreaSeed['level']) => areas.filter((area) => area.level === level);
  const communities = at('COMMUNITY');

  const communityOf = (place: AreaSeed): AreaSeed | null => {
    let area: AreaSeed | undefined = place;
    while (area && area.level !== 'COMMUNITY') area = byId.get(area.parentId ?? '');
    return area ?? null;
  };

  const grids = groupBy(at('GRID'), communityOf);
  const households = groupBy(at('HOUSEHOLD'), communityOf);
  return {
    locality,
    governed: communities.filter(({ governed, urban }) => governed && urban),
    urban: communities.filter(({ urban }) => urban),
    villages: communities.filter(({ urban }) => !urban),
    townships: at('TOWNSHIP'),
    counties: at('COUNTY'),
    compounds: at('COMPOUND'),
    byCode: new Map(areas.map((area) => [area.code, area])),
    communityOf,
    homesIn: ({ id }) => households.get(id) ?? grids.get(id) ?? [],
  };
}

function groupBy(areas: readonly AreaSeed[], parentOf: (area: AreaSeed) => AreaSeed | null) {
  const groups = new Map<string, AreaSeed[]>();
  for (const area of areas) {
    const parent = parentOf(area)?.id ?? '';
    const group = groups.get(parent);
    if (group) group.push(area);
    else groups.set(parent, [area]);
  }
  return groups;
}
