import type { Act } from '@jinlin/acts';
import { reached } from '../area/area.reach';
import type { WorkSide } from '../generated/graphql';

/** A community and a unit that have something with each other. */
export interface Pair {
  areaId: string;
  unitId: string | null;
}

/**
 * For which sides somebody may act: the desk of the unit for the unit, whoever has the community within reach for the
 * community. The organisation department, which keeps what was done on paper, acts for both.
 */
export async function sidesOf(acting: Act, { areaId, unitId }: Pair): Promise<readonly WorkSide[]> {
  const sides: WorkSide[] = [];
  const isReached = (await reached(acting, areaId)) !== null;
  if (isReached) sides.push('COMMUNITY');
  const isDesk = unitId !== null && acting.scope.unitId === unitId;
  if (isDesk || (isReached && acting.actor.role === 'ORGANISER')) sides.push('UNIT');
  return sides;
}

export const otherSide = (side: WorkSide): WorkSide => (side === 'UNIT' ? 'COMMUNITY' : 'UNIT');
