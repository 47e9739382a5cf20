import { randomUUID } from 'node:crypto';
import { beginAll, itself, ofItself } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import type { DataSource } from 'typeorm';
import { PointsPosting } from './points.entity';
import { bookingLife } from './points.life';
import { CREDITS } from './points.states';

/** The clock acts as itself; it stands so in every history that it writes. */
const CLOCK = itself('points-clock');

/** The points of so many volunteers lapse in one transaction; what is left waits for the next minute. */
const BATCH = 500;

/** Lets lapse what was not spent in time: each point once, however many processes run this at once (X14). */
export const tickPoints = (db: DataSource, now: Date) =>
  ofItself(db, { actor: CLOCK, now }, async (acting) => {
    const { tx } = acting;
    const today = dateIn(now);
    const due: { volunteerId: string }[] = await tx.query(LOCK_DUE, [today, BATCH]);
    if (due.length === 0) return { lapsed: 0 };

    const ids = due.map(({ volunteerId }) => volunteerId);
    const left: Left[] = await tx.query(LEFT, [today, ids]);
    const bookings = left.map((volunteer) => ({
      ...volunteer,
      id: randomUUID(),
      state: 'BOOKED' as const,
      kind: 'LAPSE' as const,
      goodsId: null,
      quantity: null,
      participationId: null,
      counterpartId: null,
      lapsesOn: null,
      hasLapsed: false,
      reason: null,
      bookedAt: now,
    }));
    await beginAll(acting, bookingLife, 'LAPSE', bookings, ({ points, ruleVersion }) => ({
      ruleVersion,
      facts: { points },
    }));
    await tx.insert(
      PointsPosting,
      bookings.flatMap(({ id: bookingId, volunteerId, points }) => [
        { bookingId, volunteerId, points: -points, postedAt: now },
        { bookingId, volunteerId: null, points, postedAt: now },
      ]),
    );
    await tx.query(SETTLE, [today, ids]);
    return { lapsed: bookings.length };
  });

interface Left {
  volunteerId: string;
  localityCode: string;
  personId: string | null;
  areaId: string;
  areaPath: string;
  points: number;
  /** Under which they were earned. */
  ruleVersion: string;
}

/** Credits whose day has come. */
const DUE = `state = 'BOOKED' and kind in (${CREDITS}) and lapses_on <= $1::date and not has_lapsed`;

/** The accounts are locked in the order in which transfers lock them, and stay so until they are settled. */
const LOCK_DUE = /* SQL */ `
  select volunteer_id as "volunteerId" from points_account
  where volunteer_id in (select volunteer_id from points_booking where ${DUE} order by volunteer_id limit $2)
  order by volunteer_id for update
`;

/** What came in and has lapsed by now, without all that went out: what is spent goes from what lapses first. */
const LEFT = /* SQL */ `
  select volunteer.id as "volunteerId", volunteer.locality_code as "localityCode",
         volunteer.person_id as "personId", volunteer.area_id as "areaId", volunteer.area_path as "areaPath",
         sum(case when kind in (${CREDITS}) then points else -points end)::int as points,
         max(rule_version) filter (where lapses_on <= $1::date) as "ruleVersion"
  from points_booking booking
  join volunteer on volunteer.id = booking.volunteer_id
  where booking.volunteer_id = any($2::uuid[]) and booking.state = 'BOOKED'
    and (kind not in (${CREDITS}) or lapses_on <= $1::date)
  group by volunteer.id
  having sum(case when kind in (${CREDITS}) then points else -points end) > 0
`;

const SETTLE = /* SQL */ `update points_booking set has_lapsed = true where ${DUE} and volunteer_id = any($2::uuid[])`;
