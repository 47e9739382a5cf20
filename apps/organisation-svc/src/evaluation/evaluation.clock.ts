import { isAlone } from '@jinlin/acts';
import { dateIn, workingDaysBetween } from '@jinlin/calendar';
import { everything, scopeSql } from '@jinlin/database';
import type { EvaluationScheme } from '@jinlin/profile';
import type { DataSource, EntityManager } from 'typeorm';
import type { Localities } from '../locality';
import type { EvaluationRound } from './evaluation.entity';

type OpenRound = Pick<
  EvaluationRound,
  'id' | 'areaId' | 'scheme' | 'year' | 'ruleVersion' | 'dueOn' | 'told'
> & {
  code: string;
};

/**
 * Tells of the sheets that open rounds still want (跟踪督办, H12): when as many working days are left as the scheme says,
 * and when the last day has passed; each once, however many processes run this at once.
 */
export const tickEvaluations = (db: DataSource, localities: Localities, now: Date) =>
  db.transaction(async (tx) => {
    await tx.query(scopeSql(everything));
    if (!(await isAlone({ tx }, 'evaluation clock'))) return 0;

    const open: OpenRound[] = await tx.query(OPEN_ROUNDS);
    const due = open.flatMap((round) => {
      const locality = localities.holding(round.code);
      const scheme = locality?.evaluationScheme(round.ruleVersion, round.scheme);
      const stage = scheme && stageOf(scheme, round, dateIn(now), locality!.calendar(dateIn(now)));
      return stage && stage !== round.told ? [{ round, scheme, stage }] : [];
    });
    for (const { round, scheme, stage } of due) await tell(tx, round, scheme, stage, now);
    return due.length;
  });

const OPEN_ROUNDS = /* SQL */ `
  select r.id, r.area_id as "areaId", a.code, r.scheme, r.year, r.rule_version as "ruleVersion",
         r.due_on as "dueOn", r.told
  from evaluation_round r join area a on a.id = r.area_id
  where r.state = 'OPEN' and r.told is distinct from 'OVERDUE'
  for update of r
`;

type Calendar = Parameters<typeof workingDaysBetween>[0];

/** What there is to tell of a round on a day; null where nobody watches over it, and as long as there is time. */
function stageOf(
  { remindWorkingDays }: EvaluationScheme,
  { dueOn }: OpenRound,
  today: string,
  calendar: Calendar,
): EvaluationRound['told'] {
  if (remindWorkingDays === undefined) return null;
  if (dueOn < today) return 'OVERDUE';
  return workingDaysBetween(calendar, today, dueOn) <= remindWorkingDays ? 'REMIND' : null;
}

/** The event says how many sheets of each kind are wanted; `missingSheets` of the round says which. */
async function tell(
  tx: EntityManager,
  { id, areaId, scheme: key, year, dueOn }: OpenRound,
  { evaluators, domains }: EvaluationScheme,
  stage: NonNullable<EvaluationRound['told']>,
  now: Date,
) {
  const wanted: { evaluator: string; sheets: number }[] = await tx.query(WANTED, [
    id,
    evaluators.map(({ kind }) => kind),
    domains.map((domain) => domain.key),
  ]);
  const missing = Object.fromEntries(wanted.map(({ evaluator, sheets }) => [evaluator, sheets]));
  await tx.query('update evaluation_round set told = $2 where id = $1', [id, stage]);
  await tx.query('insert into outbox (type, subject, at, data) values ($1, $2, $3, $4)', [
    `evaluation-round.${stage.toLowerCase()}`,
    id,
    now,
    { areaId, scheme: key, year, dueOn, missing },
  ]);
}

const WANTED = /* SQL */ `
  select wanted.evaluator, count(*)::int as sheets
  from annual_assessment s
  cross join unnest($2::text[]) as wanted (evaluator)
  cross join unnest($3::text[]) as field (domain)
  where s.round_id = $1 and s.state = 'PENDING' and not exists (
    select from evaluation_sheet e
    where e.assessment_id = s.id and e.evaluator = wanted.evaluator and e.domain = field.domain
      and e.state = 'GIVEN'
  )
  group by wanted.evaluator
`;
