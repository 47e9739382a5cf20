import { isAlone, itself, ofItself, takeAll } from '@jinlin/acts';
import { dateIn, workingDaysBetween } from '@jinlin/calendar';
import type { DataSource } from 'typeorm';
import type { Localities } from '../locality';
import { commitmentLife } from './agreement.life';

/** The clock acts as itself; it stands so in every history that it writes. */
const CLOCK = itself('commitment-clock');

/** No profile gives notice more than thirty working days before, which are fewer days than these. */
const LOOKS_AHEAD_DAYS = 60;

/**
 * Lets commitments fall due as many working days before their day as the profile says, and breaks those whose day has
 * passed: each once, however many processes run this at once.
 */
export const tickCommitments = (db: DataSource, localities: Localities, now: Date) =>
  ofItself(db, { actor: CLOCK, now }, async (acting) => {
    if (!(await isAlone(acting, 'commitment clock'))) return { due: 0, broken: 0 };

    const today = dateIn(now);
    const open: Open[] = await acting.tx.query(OPEN, [today, LOOKS_AHEAD_DAYS]);
    const passed = open.filter(({ dueOn }) => dueOn < today);
    const near = open.filter(
      (commitment) =>
        commitment.dueOn >= today && commitment.state === 'PROMISED' && isNear(localities, commitment, today),
    );
    await takeAll(acting, commitmentLife, { ids: idsOf(near), action: 'FALL_DUE' }, () => ({}));
    await takeAll(acting, commitmentLife, { ids: idsOf(passed), action: 'BREAK' }, () => ({}));
    return { due: near.length, broken: passed.length };
  });

interface Open {
  id: string;
  state: string;
  dueOn: string;
  code: string;
}

const OPEN = /* SQL */ `
  select k.id, k.state, k.due_on::text as "dueOn", a.code
  from commitment k join area a on a.id = k.area_id
  where k.state in ('PROMISED', 'DUE') and k.due_on < $1::date + $2::int
  order by k.due_on, k.id
  for update of k skip locked
`;

function isNear(localities: Localities, { code, dueOn }: Open, today: string) {
  const rules = localities.holding(code);
  const notice = rules?.jointWork(today)?.dueWorkingDays;
  return notice !== undefined && workingDaysBetween(rules!.calendar(today), today, dueOn) <= notice;
}

const idsOf = (commitments: readonly Open[]) => commitments.map(({ id }) => id);
