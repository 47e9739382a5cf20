import { GraphQLError } from 'graphql';
import type { Appointment } from '../appointment/appointment.entity';
import type { Area } from '../area/area.entity';
import { pathNamed } from '../area/area.find';
import type { Context } from '../context';
import type { AppointmentDutiesArgs, QueryDutyInstancesArgs } from '../generated/graphql';
import { type DutyInstance, instancesOf, pageOf, rateOf } from './duty.instances';

export async function findDutyInstances(ctx: Context, { where, ...page }: QueryDutyInstancesArgs) {
  const { withinCode, withinId, appointmentId, duty, state, period, dueFrom, dueBy } = where ?? {};
  const path = await pathNamed(ctx, { withinCode, withinId });
  // One appointment is read by itself, unless a place is named as well.
  const all =
    appointmentId && !path ? await ofAppointment(ctx, appointmentId) : await within(ctx, path ?? '/');
  const wanted = all.filter(
    (instance) =>
      (!appointmentId || instance.appointmentId === appointmentId) &&
      (!duty || instance.duty.key === duty) &&
      (!state || instance.state === state) &&
      (!period || instance.period === period) &&
      (!dueFrom || instance.dueOn >= dueFrom) &&
      (!dueBy || instance.dueOn <= dueBy),
  );
  return pageOf(wanted, page);
}

export async function dutiesOf(ctx: Context, { id }: Appointment, { state, ...page }: AppointmentDutiesArgs) {
  const all = await ofAppointment(ctx, id);
  return pageOf(state ? all.filter((instance) => instance.state === state) : all, page);
}

export const rateInArea = async (ctx: Context, { path }: Area, period: string) =>
  rate(await within(ctx, path), period);

export const rateOfAppointment = async (ctx: Context, { id }: Appointment, period: string) =>
  rate(await ofAppointment(ctx, id), period);

async function within({ load, localities, now }: Context, path: string): Promise<DutyInstance[]> {
  const holders = await load.dutyHolders.within.load(path);
  return holders.flatMap((holder) => instancesOf(localities, holder, now));
}

async function ofAppointment({ load, localities, now }: Context, id: string): Promise<DutyInstance[]> {
  const holder = await load.dutyHolders.byAppointment.load(id);
  return holder ? instancesOf(localities, holder, now) : [];
}

function rate(instances: readonly DutyInstance[], period: string) {
  const found = rateOf(instances, period);
  if (found) return found;
  throw new GraphQLError(`"${period}" is no period; write 2022-07, 2022-Q3, 2022-H2 or 2022.`, {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}
