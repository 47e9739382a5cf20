import { type Act, itself, ofItself } from '@jinlin/acts';
import type { Scope } from '@jinlin/database';
import type { DataSource } from 'typeorm';

/** The clock acts as itself; it stands so in every history that it writes. */
export const CLOCK = itself('case-clock');

/** Does what falls due of itself, in one transaction in which the clock acts. */
export const byClock = <Answer>(
  db: DataSource,
  { now, scope }: { now: Date; scope: Scope },
  tick: (acting: Act) => Promise<Answer>,
): Promise<Answer> => ofItself(db, { actor: CLOCK, now, scope }, tick);
