import type { Act } from '@jinlin/acts';
import { reached } from '../area/area.reach';
import type { WorkSide } from '../generated/graphql';

/** A community and a unit that have something with each other. */
interface Pair {
  areaId: string;
  unitId: string | null;
}

/**
 * For which sides somebody may act. The desk of the unit acts for the unit, and for nobody else, wherever it sits;
 * others act for the community when it is within reach. The organisation department, which keeps what was done on
 * paper, acts for both.
 */
export async function sidesOf(acting: Act, { areaId, unitId }: Pair): Promise<readonly WorkSide[]> {
  const { actor, scope } = acting;
  if (actor.role === 'DEPARTMENT_CLERK') return unitId !== null && scope.unitId === unitId ? ['UNIT'] : [];
  if (!(await reached(acting, areaId))) return [];
  return actor.role === 'ORGANISER' ? ['COMMUNITY', 'UNIT'] : ['COMMUNITY'];
}

export const otherSide = (side: WorkSide): WorkSide => (side === 'UNIT' ? 'COMMUNITY' : 'UNIT');
