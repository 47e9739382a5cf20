import { itself, ofItself } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import type { Consumer, Event } from '@jinlin/events';
import { idOf } from '@jinlin/localities';
import type { Localities } from '@jinlin/profile';
import type { DataSource } from 'typeorm';
import { Volunteer } from '../volunteer/volunteer.entity';
import { PointsBooking } from './points.entity';
import type { PointsRules } from './points.rules';
import { book, lapseDay } from './points.service';

/** What cases-svc tells when a fulfilled micro-wish has earned points (SM-5). */
interface WishAward {
  localityCode: string;
  takerPersonId: string;
  points: number;
  ruleVersion: string;
}

type Rules = Localities<PointsRules & { code: string }>;

const AWARDED = 'cn.jinlin.micro_wish.award_points';

/** Awards are booked in nobody's name but this one's; it stands so in the history of each. */
const BOOKKEEPER = itself('wish-awards');

/**
 * Books what fulfilled micro-wishes earn to the volunteer who fulfilled them (X14, X15). Whoever volunteers nowhere has
 * no account to book to, and a locality without points has no ledger.
 */
export const wishAwards = (
  db: DataSource,
  localities: Rules,
  streams: Pick<Consumer, 'from' | 'into'>,
): Consumer => ({
  name: 'wish-awards',
  ...streams,
  apply: async (_, events) => {
    for (const event of events.filter(({ type }) => type === AWARDED)) await bookAward(db, localities, event);
  },
});

/** A wish earns once: its booking's id follows from its own, so that an event that is told again changes nothing. */
const bookAward = (db: DataSource, localities: Rules, { subject, time, data }: Event) =>
  ofItself(db, { actor: BOOKKEEPER, now: new Date(time) }, async (booking) => {
    const { tx, now } = booking;
    // So cases-svc tells it; see `WishAward`.
    const { localityCode, takerPersonId, points, ruleVersion } = data as unknown as WishAward;
    const id = idOf('points-booking', `wish ${subject}`);
    const volunteer = await tx.findOne(Volunteer, {
      where: { personId: takerPersonId, localityCode, state: 'ACTIVE' },
      order: { appliedAt: 'asc', id: 'asc' },
      lock: { mode: 'pessimistic_write' },
    });
    const rule = localities.named(localityCode).points(dateIn(now));
    if (!volunteer || !rule || (await tx.existsBy(PointsBooking, { id }))) return;

    const lapsesOn = lapseDay(booking, rule);
    await book(booking, volunteer, {
      id,
      kind: 'AWARD',
      points,
      reason: '实现微心愿',
      lapsesOn,
      ruleVersion,
    });
  });
