import { randomUUID } from 'node:crypto';
import type { Actor, Role } from '@jinlin/identity';

/** Somebody in a role; a test spells out only what it is about. */
export const anActor = (role: Role, given: Partial<Actor> = {}): Actor => ({
  id: `${role.toLowerCase()}-${randomUUID().slice(0, 8)}`,
  role,
  areaId: null,
  unitId: null,
  personId: null,
  scopes: [],
  ...given,
});
