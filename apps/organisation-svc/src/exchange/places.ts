import { liesIn } from '@jinlin/identity';
import { In } from 'typeorm';
import { Area } from '../area/area.entity';
import type { Importing } from './sheet';

/** Areas within the actor's reach, by code or by id. */
export type AreasNamed = ReadonlyMap<string, Area>;

/** The active areas that bear codes, as far as the actor reaches; they do not end while the act goes on. */
export const areasNamedIn = (importing: Importing, codes: readonly string[]) =>
  reachedBy(importing, 'code', codes);

/** The same, by their ids. */
export const areasOfIds = (importing: Importing, ids: readonly string[]) => reachedBy(importing, 'id', ids);

async function reachedBy({ tx, scope }: Importing, key: 'code' | 'id', values: readonly string[]) {
  const areas = await tx.getRepository(Area).find({
    where: { [key]: In([...values]), state: 'ACTIVE' },
    order: { id: 'asc' },
    lock: { mode: 'for_key_share' },
  });
  const within = areas.filter(({ path }) => liesIn(path, scope.areaPath));
  return new Map(within.map((area) => [area[key], area]));
}
