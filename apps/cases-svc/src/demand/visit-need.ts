import { type Act, begin, itself, ofItself, take } from '@jinlin/acts';
import type { Consumer, Event } from '@jinlin/events';
import { idOf } from '@jinlin/localities';
import { Area } from '@jinlin/replicas';
import type { DataSource } from 'typeorm';
import type { Localities } from '../locality';
import { Demand } from './demand.entity';
import { demandLife } from './demand.life';
import { takenBack } from './demand.service';

/** What services-svc tells of a follow-up of a visit to an elder (SM-9). */
interface FollowUpTold {
  need: string;
  communityId: string;
}

const OPENED = 'cn.jinlin.visit-follow-up.open';
const CLOSED = 'cn.jinlin.visit-follow-up.close';

/** Demands of visits are raised and taken back in nobody's name but this one's; it stands so in their histories. */
const VISITS = itself('visit-needs');

/**
 * Makes a demand of what a visit to an elder showed to be needed (SM-9), and takes it back when the need has ended without
 * it. Each follow-up has one: told twice or in another order it comes to the same.
 */
export const visitNeeds = (
  db: DataSource,
  localities: Localities,
  streams: Pick<Consumer, 'from' | 'into'>,
): Consumer => ({
  name: 'visit-needs',
  ...streams,
  apply: async (_, events) => {
    for (const event of events) {
      if (event.type === OPENED || event.type === CLOSED) await hear(db, localities, event);
    }
  },
});

const hear = (db: DataSource, localities: Localities, event: Event) =>
  ofItself(db, { actor: VISITS, now: new Date(event.time) }, async (hearing) => {
    const id = await demandOf(hearing, localities, event);

    if (id && event.type === CLOSED) {
      await take(hearing, demandLife, { id, action: 'WITHDRAW' }, (demand) =>
        takenBack(hearing, demand, '探访跟进已结束'),
      );
    }
  });

/**
 * The demand of a follow-up, by its id, raised when there is none yet; null for needs that this locality's lists do not
 * take. It is of the community and in the profile's words: lists are open, and neither door nor name belongs on them.
 */
async function demandOf(hearing: Act, localities: Localities, { subject: visitFollowUpId, data }: Event) {
  const id = idOf('demand', `visit ${visitFollowUpId}`);
  if (await hearing.tx.existsBy(Demand, { id })) return id;

  // So services-svc tells it; see `FollowUpTold`.
  const { need, communityId } = data as unknown as FollowUpTold;
  const area = await hearing.tx.findOneBy(Area, { id: communityId });
  // It may be that organisation has told services of it, and not yet us.
  if (!area) throw new Error(`The community ${communityId} of a visit is not known here yet.`);

  const locality = localities.holding(area.code);
  const wanted = locality?.visitDemand(need, hearing.now);
  if (!locality || !wanted) return null;

  const { channel, category, amount, title } = wanted;
  await begin(hearing, demandLife, 'RAISE', {
    id,
    localityCode: locality.code,
    state: 'DRAFT',
    side: 'COMMUNITY',
    category,
    title: title.zh,
    areaId: area.id,
    areaPath: area.path,
    amount,
    channel,
    visitFollowUpId,
    raisedAt: hearing.now,
  });
  return id;
}
