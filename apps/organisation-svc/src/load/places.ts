import { type AreaLevel, type AreaSeed, areasOf, unitsOf } from '@jinlin/localities';

/** The areas and units of a locality as they are today, easy to walk through. */
export function placesOf(locality: string) {
  const everyArea = areasOf(locality);
  const areas = everyArea.filter(({ validTo }) => validTo === null);
  const byId = new Map(areas.map((area) => [area.id, area]));
  const children = new Map<string, AreaSeed[]>(areas.map(({ id }) => [id, []]));
  for (const area of areas) if (area.parentId !== null) children.get(area.parentId)?.push(area);

  /** Everything of a level below an area, in the order of the tree. */
  const below = (area: AreaSeed, level: AreaLevel): AreaSeed[] =>
    (children.get(area.id) ?? []).flatMap((child) => (child.level === level ? [child] : below(child, level)));

  const units = unitsOf(locality);
  return {
    /** Those that have closed, too. */
    everyArea,
    locality: areas.find(({ code }) => code === locality)!,
    units,
    /** The units that answer for communities beside their first secretaries (H3). */
    linkedUnits: units.filter(({ linked }) => linked !== null),
    ofLevel: (level: AreaLevel) => areas.filter((area) => area.level === level),
    parentOf: ({ parentId }: AreaSeed) => (parentId === null ? undefined : byId.get(parentId)),
    below,
  };
}

export type Places = ReturnType<typeof placesOf>;
