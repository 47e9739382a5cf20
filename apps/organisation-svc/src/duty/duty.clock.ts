import { type Act, begin, isAlone, itself, ofItself } from '@jinlin/acts';
import { dateIn, dateOfDay, dayOfDate, workingDaysBetween } from '@jinlin/calendar';
import type { Duty } from '@jinlin/profile';
import type { DataSource, EntityManager } from 'typeorm';
import type { Localities } from '../locality';
import { type DutyHolder, type DutyInstance, instancesOf, postsWithDuties } from './duty.instances';
import { supervisionItemLife } from './duty.life';
import { dutyHolders } from './duty.sql';

/** Periods that ended longer ago are history: they count as overdue, and nobody is asked about them any more. */
const LOOKS_BACK_DAYS = 92;

/** The clock acts as itself; it stands so in every history that it writes. */
const CLOCK = itself('duty-clock');

/**
 * Reminds of every duty whose period is about to end without it, and opens a supervision item for every one whose
 * period has ended so: each once, however many processes run this at once.
 */
export const tickDuties = (db: DataSource, localities: Localities, now: Date) =>
  ofItself(db, { actor: CLOCK, now }, async (acting) => {
    if (!(await isAlone(acting, 'duty clock'))) return { reminded: 0, opened: 0 };

    const holders: (DutyHolder & { code: string })[] = await acting.tx.query(SERVING, [
      postsWithDuties(localities, isWatched),
    ]);
    const unfulfilled = holders
      .flatMap((holder) => instancesOf(localities, holder, now))
      .filter(({ duty, state }) => isWatched(duty) && state !== 'FULFILLED');
    const codeOf = new Map(holders.map(({ areaId, areaCode }) => [areaId, areaCode]));
    return {
      reminded: await remind(
        acting.tx,
        now,
        unfulfilled.filter((each) => isNearlyOver(localities, codeOf, each, now)),
      ),
      opened: await supervise(
        acting,
        unfulfilled.filter((each) => isOverSince(each, now)),
      ),
    };
  });

/** A duty that the profile wants watched over says when to remind of it. */
const isWatched = ({ remindWorkingDays }: Duty) => remindWorkingDays !== undefined;

/** Whoever left the post before the period ended is asked no more. */
const SERVING = dutyHolders(`h.post = any($1::text[]) and h.state = 'SERVING'`);

function isNearlyOver(
  localities: Localities,
  codeOf: ReadonlyMap<string, string>,
  { duty, areaId, until }: DutyInstance,
  now: Date,
) {
  const today = dateIn(now);
  const locality = localities.holding(codeOf.get(areaId)!);
  if (!locality || until <= today) return false;
  return workingDaysBetween(locality.calendar(today), today, until) <= duty.remindWorkingDays!;
}

const isOverSince = ({ until }: DutyInstance, now: Date) =>
  until <= dateIn(now) && until > dateOfDay(dayOfDate(dateIn(now)) - LOOKS_BACK_DAYS);

async function remind(tx: EntityManager, now: Date, instances: readonly DutyInstance[]): Promise<number> {
  if (instances.length === 0) return 0;
  const due = instances.map(({ appointmentId, areaId, duty, period, dueOn }) => ({
    appointmentId,
    areaId,
    duty: duty.key,
    period,
    dueOn,
  }));
  const [{ count }] = await tx.query(REMIND, [JSON.stringify(due), now]);
  return Number(count);
}

const REMIND = /* SQL */ `
  with due as (
    select * from jsonb_to_recordset($1::jsonb)
      as due ("appointmentId" uuid, "areaId" uuid, duty text, period text, "dueOn" date)
  ), reminded as (
    insert into duty_reminder (appointment_id, duty, period, at)
    select "appointmentId", duty, period, $2 from due
    on conflict do nothing
    returning appointment_id, duty, period
  ), told as (
    insert into outbox (type, subject, at, data)
    select 'duty.remind', due."appointmentId", $2, to_jsonb(due)
    from due join reminded r
      on r.appointment_id = due."appointmentId" and r.duty = due.duty and r.period = due.period
    returning id
  )
  select count(*) from told
`;

async function supervise(acting: Act, instances: readonly DutyInstance[]): Promise<number> {
  if (instances.length === 0) return 0;
  const known: { name: string }[] = await acting.tx.query(
    `select appointment_id || ' ' || duty || ' ' || period as name from supervision_item
     where appointment_id = any($1::uuid[])`,
    [[...new Set(instances.map(({ appointmentId }) => appointmentId))]],
  );
  const seen = new Set(known.map(({ name }) => name));
  const fresh = instances.filter(
    ({ appointmentId, duty, period }) => !seen.has(`${appointmentId} ${duty.key} ${period}`),
  );
  for (const { appointmentId, areaId, duty, period, ruleVersion } of fresh) {
    const item = { appointmentId, areaId, duty: duty.key, period };
    await begin(
      acting,
      supervisionItemLife,
      'OPEN',
      { ...item, state: 'OPEN', openedOn: dateIn(acting.now) },
      { ruleVersion },
    );
  }
  return fresh.length;
}
