import { Refused, unfit } from './open311.refusal';

const DAY = 24 * 3_600_000;

/** The days that a list covers at most. */
const DAYS = 90;

/** A time that is asked for; null when none is. */
export function momentIn(asked: URLSearchParams, name: string): Date | null | Refused {
  const text = asked.get(name);
  const moment = text ? new Date(text) : null;
  return moment && Number.isNaN(moment.getTime())
    ? unfit(name, 'a time such as 2026-11-23T09:30:00+08:00')
    : moment;
}

/** From when to when is asked; where one end is left out it is so many days from the other. */
export function windowIn(
  asked: URLSearchParams,
  now: Date,
  days: number,
): { from: Date; to: Date } | Refused {
  const start = momentIn(asked, 'start_date');
  if (start instanceof Refused) return start;
  const end = momentIn(asked, 'end_date');
  if (end instanceof Refused) return end;

  const to = end ?? (start ? new Date(Math.min(now.getTime(), start.getTime() + DAYS * DAY)) : now);
  const from = start ?? new Date(to.getTime() - days * DAY);
  return to.getTime() - from.getTime() > DAYS * DAY
    ? unfit('end_date', `within ${DAYS} days of start_date`)
    : { from, to };
}
