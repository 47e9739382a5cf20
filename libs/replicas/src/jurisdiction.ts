import type { Scope } from '@jinlin/database';
import type { Actor } from '@jinlin/identity';
import type { Pool } from 'pg';

/** Milliseconds for which a moved area may still be reached by its former path. */
const FRESH = 5_000;

/** Knows how far each actor reaches: the path of their area, looked up seldom because areas seldom move. */
export function jurisdictions(pool: Pool) {
  const paths = new Map<string, { path: string | null; until: number }>();

  const pathOf = async (areaId: string, now: number) => {
    const known = paths.get(areaId);
    if (known && known.until > now) return known.path;

    const { rows } = await pool.query('select path from area where id = $1 and valid_to is null', [areaId]);
    const path: string | null = rows[0]?.path ?? null;
    if (paths.size > 10_000) paths.clear();
    paths.set(areaId, { path, until: now + FRESH });
    return path;
  };

  /** Residents reach what is their own, desks what their unit answers for, everybody else what lies in their area. */
  return async (actor: Actor | null): Promise<Scope> => {
    if (!actor) return { reach: 'NONE', areaPath: null, unitId: null, personId: null };

    const { areaId, unitId, personId, role } = actor;
    const byArea = areaId !== null && role !== 'RESIDENT' && role !== 'DEPARTMENT_CLERK';
    return {
      reach: 'AREA',
      areaPath: byArea ? await pathOf(areaId, Date.now()) : null,
      unitId: role === 'DEPARTMENT_CLERK' || role === 'SITE_MANAGER' ? unitId : null,
      personId,
    };
  };
}
