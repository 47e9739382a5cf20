import { carryAll, itself, lock, ofItself, takeAll } from '@jinlin/acts';
import type { Consumer, Event } from '@jinlin/events';
import type { DataSource } from 'typeorm';
import { VisitFollowUp } from './visit-watch.entity';
import { visitFollowUpLife } from './visit-watch.life';

/** What cases-svc tells of a demand; one that was made of no visit has no follow-up. */
interface DemandTold {
  visitFollowUpId: string | null;
}

const RAISED = 'cn.jinlin.demand.raise';

/** What ends a demand, and why its follow-up is closed then. */
const ENDED: Record<string, string | undefined> = {
  'cn.jinlin.demand.meet': 'DEMAND_MET',
  'cn.jinlin.demand.withdraw': 'DEMAND_WITHDRAWN',
};

/** What became of a demand is written into its follow-up in nobody's name but this one's. */
const DEMANDS = itself('need-demands');

/**
 * Follows the demands that were made of follow-ups (SM-9): a follow-up knows its demand, and is closed when the demand is
 * met or taken back. Told twice or in another order it comes to the same.
 */
export const needDemands = (db: DataSource, streams: Pick<Consumer, 'from' | 'into'>): Consumer => ({
  name: 'need-demands',
  ...streams,
  apply: async (_, events) => {
    for (const event of events) {
      if (event.type === RAISED || ENDED[event.type]) await hear(db, event);
    }
  },
});

async function hear(db: DataSource, { type, subject: demandId, time, data }: Event) {
  // So cases-svc tells it; see `DemandTold`.
  const { visitFollowUpId: id } = data as unknown as DemandTold;
  if (!id) return;

  await ofItself(db, { actor: DEMANDS, now: new Date(time) }, async (hearing) => {
    const followUp = await lock(hearing, VisitFollowUp, id);
    if (!followUp) return;

    if (!followUp.demandId) {
      await carryAll(hearing, visitFollowUpLife, { ids: [id], action: 'BECOME_DEMAND' }, () => ({
        set: { demandId },
        facts: { demandId },
      }));
    }
    const reason = ENDED[type];
    if (reason) {
      await takeAll(hearing, visitFollowUpLife, { ids: [id], action: 'CLOSE' }, () => ({
        set: { closedAt: hearing.now },
        reason,
      }));
    }
  });
}
