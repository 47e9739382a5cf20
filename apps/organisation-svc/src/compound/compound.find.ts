import { dateIn } from '@jinlin/calendar';
import type { Area } from '../area/area.entity';
import type { Context } from '../context';
import type { CompoundManagement } from './compound-management.entity';

/** A time in the same hands, as far as it is known. */
export type Management = Omit<CompoundManagement, 'id' | 'areaId'>;

/** In whose hands a compound was and is: what changes have recorded, or else no more than its present mode. */
export async function managementsOf({ load }: Context, area: Area): Promise<Management[]> {
  const recorded = await load.managementsOfCompound.load(area.id);
  return recorded.length > 0 ? recorded : [unrecorded(area)];
}

/** In whose hands it is, or was on the day that it is read for. */
export async function managementOf(ctx: Context, area: Area): Promise<Management> {
  const day = area.asOf ?? dateIn(ctx.now);
  const managements = await managementsOf(ctx, area);
  return managements.findLast(({ fromOn }) => !fromOn || fromOn <= day) ?? managements[0]!;
}

/** What is known of a compound that has not changed hands. */
export const unrecorded = ({ propertyMode, managedSince }: Area): Management => ({
  fromOn: managedSince,
  toOn: null,
  mode: propertyMode!,
  unitId: null,
  partyOrganisationId: null,
  untilOn: null,
  reason: null,
});

export const isCustodyOverdue = ({ toOn, untilOn }: Management, now: Date) =>
  untilOn !== null && (toOn ?? dateIn(now)) > untilOn;
