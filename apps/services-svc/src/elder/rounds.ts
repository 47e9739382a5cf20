import { addMonths, dateIn, type LocalDate } from '@jinlin/calendar';
import { addDays } from '../dates';
import type { Round } from './elder.rules';

/** By when somebody must have reached an elder again, who was last reached (or came onto the books) then. */
export function nextDue(lastReached: Date, round: Round): LocalDate {
  const from = dateIn(lastReached);
  return 'days' in round ? addDays(from, round.days) : addMonths(from, round.months);
}

/** Whoever was last reached before this day is due before a month begins: `nextDue` turned round, for a first of a month. */
export const dueBefore = (firstOfMonth: LocalDate, round: Round): LocalDate =>
  'days' in round ? addDays(firstOfMonth, -round.days) : addMonths(firstOfMonth, -round.months);
