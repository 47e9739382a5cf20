import { type Act, takeAll } from '@jinlin/acts';
import { notFound } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import type { Context } from '../context';
import { unknownUnit } from '../guards';
import { sessionLife } from '../mediation-session/session.life';
import { Mediation, type MediationParty } from './mediation.entity';

/** Who sees a mediation may not always act on it: it lies at one unit's desk, or with the committee of the area. */
export const elsewhere =
  (desk: Act) =>
  ({ id, unitId, areaPath }: Pick<Mediation, 'id' | 'unitId' | 'areaPath'>) =>
    (unitId ? desk.actor.unitId === unitId : liesIn(areaPath, desk.scope.areaPath))
      ? null
      : notFound(desk, 'Mediation', id);

/** What hangs on a mediation, such as its meetings, is acted on where the mediation lies. */
export const elsewhereWith = async (desk: Act, { mediationId }: { mediationId: string }) =>
  elsewhere(desk)(await desk.tx.findOneByOrFail(Mediation, { id: mediationId }));

/** Residents speak for themselves alone; a clerk for whoever sits before them. */
export async function mayNotSpeakFor(act: Act, party: MediationParty) {
  if (act.actor.role !== 'RESIDENT') return elsewhereWith(act, party);
  return party.personId === act.actor.personId ? null : notFound(act, 'MediationParty', party.id);
}

/** Refuses a unit that is no court of the locality; where its profile names none, any unit may be one. */
export function unknownCourt(ctx: Context, courting: Act, localityCode: string, id: string) {
  const courtIds = ctx.localities.named(localityCode).mediation(ctx.now)?.courtIds;
  return courtIds?.includes(id) === false ? notFound(ctx, 'Unit', id) : unknownUnit(courting, id);
}

/** The meetings still ahead are called off, and the mediator and the room are free again. */
export async function callOffSessions(act: Act, mediationId: string) {
  const ahead = (await act.tx.query(
    `select id from mediation_session where mediation_id = $1 and state = 'SCHEDULED'`,
    [mediationId],
  )) as { id: string }[];
  await takeAll(act, sessionLife, { ids: ahead.map(({ id }) => id), action: 'CANCEL' });
}
