/** Something wrong with a profile, by where it stands in the document. */
export interface Misfit {
  path: Path;
  reason: string;
}

export type Path = (string | number)[];

/** Finds fault with a name that nothing in the profile bears; one that is left out refers to nothing. */
export type Reference = (name: string | undefined, path: Path) => Misfit[];

/** What the blocks of a profile refer to in one another, and in the units of the locality. */
export interface Listed {
  category: Reference;
  channel: Reference;
  council: Reference;
  /** A group of elders in special difficulty. */
  difficulty: Reference;
  level: Reference;
  post: Reference;
  siteKind: Reference;
  taxonomy: Reference;
  unit: Reference;
  /** Whether an entry of the entry list is work that communities do themselves (S15). */
  isOwnWork: (entry: string | undefined) => boolean;
}

/** A misfit at a place where something that must hold does not. */
export const must = (holds: boolean, path: Path, reason: string): Misfit[] =>
  holds ? [] : [{ path, reason }];

/** The misfits of every item of a list. */
export const each = <Item>(
  items: readonly Item[],
  path: Path,
  misfitsOf: (item: Item, path: Path, index: number) => Misfit[],
): Misfit[] => items.flatMap((item, index) => misfitsOf(item, [...path, index], index));

/** The items that bear the key of one before them. */
export function repeated<Item>(items: readonly Item[], path: Path, key: keyof Item & string): Misfit[] {
  const seen = new Set<unknown>();
  return each(items, path, (item, at) => {
    if (seen.has(item[key])) return [{ path: [...at, key], reason: `${item[key]} is listed twice.` }];
    seen.add(item[key]);
    return [];
  });
}

/** Weights that are not a hundred together. */
export function aHundred(weights: readonly number[], path: Path): Misfit[] {
  const sum = weights.reduce((so, weight) => so + weight, 0);
  return must(sum === 100, path, `Weights add up to 100, not ${sum}.`);
}
