import type { Place } from '@jinlin/graphql';

/** That an item `p` is overdue on a day: decided anew at each reading, so nothing has to be marked at midnight. */
export const overdue = (day: string, at: Place) =>
  `(p.state in ('PLANNED', 'RUNNING') and p.due_at < ${at(day)}::date)`;
