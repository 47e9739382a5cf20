import { type Act, begin, carryAll, takeAll } from '@jinlin/acts';
import { In, IsNull } from 'typeorm';
import type { Area } from '../area/area.entity';
import { later, leaveSeats } from '../area/area.estate';
import { Appointment } from './appointment.entity';
import { appointmentLife } from './appointment.life';
import { holderOf, postTakenBy } from './appointment.service';

/** Posts held at units or in Party organisations are held where these come to sit. */
export async function appointmentsFollow(
  act: Act,
  at: 'unitId' | 'partyOrganisationId',
  ids: readonly string[],
  heir: Area,
  on: string,
) {
  const held = await act.tx.findBy(Appointment, { [at]: In([...ids]), state: 'SERVING' });
  await leaveSeats(act, held, on);
  await carryAll(
    act,
    appointmentLife,
    { ids: held.map(({ id }) => id), action: 'PASS_ON' },
    ({ areaId }) => ({
      set: { areaId: heir.id },
      reason: 'SEAT_MOVED',
      facts: { on, was: areaId },
    }),
  );
}

/** The posts of areas themselves that are held. */
export const postsAt = ({ tx }: Act, areaIds: readonly string[]) =>
  tx.findBy(Appointment, {
    areaId: In([...areaIds]),
    state: 'SERVING',
    unitId: IsNull(),
    partyOrganisationId: IsNull(),
  });

/** Ends the posts of areas that end; who held them last stays on record there. */
export async function endAppointmentsAt(act: Act, areaIds: readonly string[], on: string) {
  const held = await postsAt(act, areaIds);
  await takeAll(act, appointmentLife, { ids: held.map(({ id }) => id), action: 'END' }, ({ fromOn }) => ({
    set: { toOn: later(on, fromOn) },
    reason: 'AREA_CLOSED',
    facts: { to: on },
  }));
}

/** Lets people whose post ended with its area go on in the same post at another; refuses when it is held there. */
export async function goOnAt(act: Act, posts: readonly Appointment[], heir: Area, on: string) {
  for (const { id, toOn: _, areaId, fromOn, ...post } of posts) {
    const from = later(on, fromOn);
    const seat = { area: heir, unitId: null, partyOrganisationId: null };
    const holder = await holderOf(act, post.post, seat, { personId: post.personId, from });
    if (holder) return postTakenBy(act, post.post, heir, holder);

    await begin(
      act,
      appointmentLife,
      'APPOINT',
      { ...post, state: 'SERVING', areaId: heir.id, fromOn: from },
      { reason: 'AREA_ENDED', facts: { was: areaId, before: id } },
    );
  }
  return null;
}
