import { dateIn, type LocalDate } from '@jinlin/calendar';
import { addDays, addMonths } from '../dates';
import type { Round } from './elder.rules';

/** By when somebody must have reached an elder again, who was last reached (or came onto the books) then. */
export function nextDue(lastReached: Date, round: Round): LocalDate {
  const from = dateIn(lastReached);
  return 'days' in round ? addDays(from, round.days) : addMonths(from, round.months);
}

/** A round as PostgreSQL adds it to a day; its clamping at a month's end is the same as `nextDue`'s. */
export const asInterval = (round: Round) => ('days' in round ? `P${round.days}D` : `P${round.months}M`);
