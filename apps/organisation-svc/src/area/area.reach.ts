import type { Act } from '@jinlin/acts';
import { notFound } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { Area } from './area.entity';

/** The refusal of what lies outside the actor's area, where it is as if it did not exist; null within. */
export const outside = (act: Act, { id, path }: Area) =>
  liesIn(path, act.scope.areaPath) ? null : notFound(act, 'Area', id);

/** An active area within the actor's reach, or null. It does not end while the act goes on. */
export async function reached(act: Act, id: string): Promise<Area | null> {
  const area = await act.tx
    .getRepository(Area)
    .findOne({ where: { id, state: 'ACTIVE' }, lock: { mode: 'for_key_share' } });
  return area && !outside(act, area) ? area : null;
}

/** The refusal of a record that stands at an area beyond the actor's reach: who sees it may still not change it. */
export const beyondReach = async (
  act: Act,
  { __typename, id, areaId }: { __typename: string; id: string; areaId: string },
) => ((await reached(act, areaId)) ? null : notFound(act, __typename, id));
