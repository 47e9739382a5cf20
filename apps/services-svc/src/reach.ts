import type { Scope } from '@jinlin/database';
import type { Place } from '@jinlin/graphql';
import { type Actor, liesIn } from '@jinlin/identity';
import {
  followsVisits,
  keepsCourses,
  keepsEmployment,
  keepsFamilyDoctors,
  keepsFunds,
  keepsOrders,
  keepsVolunteers,
  keepsWindow,
  readsElders,
  readsSettlements,
} from './policy';
import type { ServiceSite } from './site/site.entity';

interface Reaching {
  actor: Actor | null;
  scope: Scope;
}

/** What makes a row about somebody one's own business: the person, the canteen's operator, the unit, or the area. */
export type Share = { personId: string } | { operatorId: string } | { unitId: string } | { areaPath: string };

interface Shared {
  personId: string | null;
  operatorId?: string | null;
  unitId?: string | null;
  areaPath: string;
  elderAreaPath?: string;
}

/** The elders that an actor may read about: a resident themselves, staff those of their area. Null is nobody. */
export function eldersOf({ actor, scope }: Reaching): Share | null {
  if (!actor || !readsElders(actor)) return null;
  if (actor.role === 'RESIDENT') return actor.personId === null ? null : { personId: actor.personId };
  return scope.areaPath === null ? null : { areaPath: scope.areaPath };
}

/** The bookings that an actor may read: as with elders, but a manager those of the canteens that their unit runs. */
export function bookingsOf(reaching: Reaching): Share | null {
  const { actor } = reaching;
  if (actor?.role !== 'SITE_MANAGER') return eldersOf(reaching);
  return actor.unitId === null ? null : { operatorId: actor.unitId };
}

/** A resident's own rows, and those of their area for whoever keeps such rows. */
function ownOrKept({ actor, scope }: Reaching, keeps: (actor: Actor) => boolean): Share | null {
  if (actor?.role === 'RESIDENT') return actor.personId === null ? null : { personId: actor.personId };
  return actor && keeps(actor) && scope.areaPath !== null ? { areaPath: scope.areaPath } : null;
}

/** The volunteers that an actor may read and act for: a resident themselves, those who keep teams those of their area. */
export const volunteersOf = (reaching: Reaching) => ownOrKept(reaching, keepsVolunteers);

/** The learners that an actor may read and act for: a resident themselves, those who keep courses those of their area. */
export const learnersOf = (reaching: Reaching) => ownOrKept(reaching, keepsCourses);

/** The settlements that an actor may read: a manager those of the canteens that their unit runs, others those of their area. */
export function settlementsOf({ actor, scope }: Reaching): Share | null {
  if (!actor || !readsSettlements(actor)) return null;
  if (actor.role === 'SITE_MANAGER') return actor.unitId === null ? null : { operatorId: actor.unitId };
  return scope.areaPath === null ? null : { areaPath: scope.areaPath };
}

/** The rounds, alerts and follow-ups that an actor may read: whoever sees to visits, those of their area. */
export const visitsOf = ({ actor, scope }: Reaching): Share | null =>
  actor && followsVisits(actor) && scope.areaPath !== null ? { areaPath: scope.areaPath } : null;

/** The zero-employment families that an actor may read: those who help them, those of their area. */
export const familiesOf = ({ actor, scope }: Reaching): Share | null =>
  actor && keepsEmployment(actor) && scope.areaPath !== null ? { areaPath: scope.areaPath } : null;

/** The applications that an actor may read: a resident their own, a unit those sent to it, a window those of its area. */
export function applicationsOf(reaching: Reaching): Share | null {
  const { actor } = reaching;
  if (actor?.role !== 'DEPARTMENT_CLERK') return ownOrKept(reaching, keepsWindow);
  return actor.unitId === null ? null : { unitId: actor.unitId };
}

/** The seekers that an actor may read and act for: a resident themselves, those who help people to work those of their area. */
export const seekersOf = (reaching: Reaching) => ownOrKept(reaching, keepsEmployment);

/** The orders that an actor may read and act for: those for them, those of their area, or those that their unit serves. */
export function ordersOf(reaching: Reaching): Share | null {
  const { actor } = reaching;
  if (actor?.role !== 'SITE_MANAGER') return ownOrKept(reaching, keepsOrders);
  return actor.unitId === null ? null : { unitId: actor.unitId };
}

/** The grants that an actor may read: a resident those to themselves, those who keep funds those of their area. */
export const fundGrantsOf = (reaching: Reaching) => ownOrKept(reaching, keepsFunds);

/** The families with doctors that an actor may read and act for: a resident their own, those who visit those of their area. */
export const doctorsFamiliesOf = (reaching: Reaching) => ownOrKept(reaching, keepsFamilyDoctors);

/** Whether a row belongs to the share. */
export function isIn(share: Share | null, row: Shared) {
  if (!share) return false;
  if ('personId' in share) return row.personId === share.personId;
  if ('operatorId' in share) return row.operatorId === share.operatorId;
  if ('unitId' in share) return row.unitId === share.unitId;
  return liesIn(row.areaPath, share.areaPath) || liesIn(row.elderAreaPath ?? '', share.areaPath);
}

/** The same in SQL, of the columns that place a row. Row-level security says it again; here the indexes serve it. */
export function belongsTo(share: Share | null, at: Place, paths = ['area_path']) {
  if (!share) return 'false';
  if ('personId' in share) return `person_id = ${at(share.personId)}::uuid`;
  if ('operatorId' in share) return `operator_id = ${at(share.operatorId)}::uuid`;
  if ('unitId' in share) return `unit_id = ${at(share.unitId)}::uuid`;
  const path = at(share.areaPath);
  return `(${paths.map((column) => `starts_with(${column}, ${path})`).join(' or ')})`;
}

/** A manager keeps the sites that their unit runs; everybody else who may keep sites, those of their area. */
export const keeps = ({ actor, scope }: Reaching, { areaPath, operatorId }: ServiceSite) =>
  actor?.role === 'SITE_MANAGER'
    ? actor.unitId !== null && actor.unitId === operatorId
    : liesIn(areaPath, scope.areaPath);
