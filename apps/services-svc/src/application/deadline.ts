import { deadlineOf, type WorkingCalendar } from '@jinlin/calendar';
import type { KeptPause, ServiceApplication } from './application.entity';
import { isOpen } from './application.states';

type Timed = Pick<ServiceApplication, 'timeLimit' | 'receivedAt' | 'pauses'>;

/** By when an application is to be decided: its limit from its receipt, without the times in which materials were wanted. */
export const reckon = ({ timeLimit, receivedAt, pauses }: Timed, calendar: WorkingCalendar) =>
  deadlineOf(
    timeLimit,
    receivedAt,
    pauses.map(({ from, until }) => ({
      from: new Date(from),
      until: until === null ? null : new Date(until),
    })),
    calendar,
  );

/** The pauses with one that begins now. */
export const paused = (pauses: readonly KeptPause[], now: Date): KeptPause[] => [
  ...pauses,
  { from: now.toISOString(), until: null },
];

/** The pauses with the last one at its end. */
export const resumed = (pauses: readonly KeptPause[], now: Date): KeptPause[] =>
  pauses.map((pause) => (pause.until === null ? { ...pause, until: now.toISOString() } : pause));

/** Whether it is still open after it was due, or was decided later than that. */
export const isBreached = (
  { state, dueAt, decidedAt }: Pick<ServiceApplication, 'state' | 'dueAt' | 'decidedAt'>,
  now: Date,
) => dueAt !== null && (decidedAt ? decidedAt > dueAt : isOpen(state) && now > dueAt);
