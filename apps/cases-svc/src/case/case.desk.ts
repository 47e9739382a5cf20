import type { Act } from '@jinlin/acts';
import { notFound } from '@jinlin/graphql';
import type { Case } from './case.entity';

/**
 * A clerk who sees a case only because they reported it cannot handle it: it lies at another unit's desk. What a unit has
 * given back lies at its own until it is with another.
 */
export const elsewhere =
  (desk: Act) =>
  ({ id, responsibleUnitId, deskUnitId }: Case) =>
    (responsibleUnitId ?? deskUnitId) === desk.actor.unitId ? null : notFound(desk, 'Case', id);

export const notHeld = { heldSince: null, holdKind: null, reviewOn: null };

/** What begins anew with each unit that the case is sent to. */
export const untouchedByUnit = {
  contactDueAt: null,
  firstContactAt: null,
  begunAt: null,
  extensionCount: 0,
  deadlineSetAt: null,
  alerts: [],
  nextAlertAt: null,
  ...notHeld,
};

/** What a case is without a unit that answers for it. */
export const undispatched = {
  responsibleUnitId: null,
  dispatchedAt: null,
  dueAt: null,
  deadlineRule: null,
  isDeadlineProvisional: false,
  ...untouchedByUnit,
};
