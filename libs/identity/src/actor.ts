/** What a person or system works as. One token carries one role, at one area. */
export const roles = [
  'RESIDENT',
  'GRID_WORKER',
  'COMMUNITY_CLERK',
  'HOTLINE_CLERK',
  'STREET_COMMANDER',
  'DEPARTMENT_CLERK',
  'ORGANISER',
  'SITE_MANAGER',
  'LEADER',
  'DATA_ANALYST',
  'INTEGRATOR',
  'OPERATOR',
] as const;

export type Role = (typeof roles)[number];

/** Who asks: the gateway proves it, the services decide by it. */
export interface Actor {
  /** Stable subject of the token; stands in every history entry. */
  id: string;
  role: Role;
  /** The area (by id) below which this actor works; null reaches no area. */
  areaId: string | null;
  /** The unit whose desk this actor sits at (DEPARTMENT_CLERK, SITE_MANAGER). */
  unitId: string | null;
  /** The person behind the token, where there is one. */
  personId: string | null;
  /** Extra rights that a role alone does not give, such as `pii:read` (clear names and numbers). */
  scopes: readonly string[];
}

/** Whether this actor may see personal data in clear, given that a purpose is stated. */
export const mayUnmask = (actor: Actor | null) => actor?.scopes.includes('pii:read') ?? false;
