import { type Reader, statement } from '@jinlin/database';
import { manyBy, manyByStatement, oneBy, remembered } from '@jinlin/graphql';
import type DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { Outcome } from '../generated/graphql';
import { AnnualAssessment, EvaluationRound, EvaluationSheet } from './evaluation.entity';

/** What residents have of a year's work in one regard, below a path. */
export interface OutcomeRow {
  path: string;
  outcome: Outcome;
  score: number;
  assessments: number;
}

/** A score that a community gave a unit or its member in the year of an assessment. */
interface ServiceScore {
  assessmentId: string;
  score: number;
}

const SERVICE_SCORES = statement(/* SQL */ `
  select s.id as "assessmentId", e.score
  from annual_assessment s join service_evaluation e on e.unit_id = s.unit_id and e.year = s.year
  where s.id = any($1::uuid[])
`);

const OUTCOMES_BELOW = statement(/* SQL */ `
  select path, outcome, round(avg(score)::numeric, 1)::float8 as score, count(*) as assessments
  from (
    select above.path, s.id, line ->> 'outcome' as outcome,
           sum((line ->> 'points')::float8) * 100 / sum((line ->> 'share')::float8) as score
    from unnest($1::text[]) as above (path)
    join area a on ${liesWithin('a.path', 'above.path')}
    join annual_assessment s on s.area_id = a.id and s.year = $2 and s.state = 'ASSESSED'
    cross join jsonb_array_elements(s.lines) as line
    where line ->> 'outcome' is not null and (line ->> 'share')::float8 > 0
    group by above.path, s.id, outcome
  ) each
  group by path, outcome
  order by path, outcome
`);

/** Scores that stand are open; sheets, and what communities said, are read within the actor's reach. */
export function evaluationLoaders(db: DataSource, read: Reader, sealed: Reader) {
  const outcomes = new Map<string, DataLoader<string, OutcomeRow[]>>();
  return {
    evaluationRound: oneBy(db, read, EvaluationRound, 'id'),
    annualAssessment: oneBy(db, read, AnnualAssessment, 'id'),
    evaluationSheet: oneBy(db, sealed, EvaluationSheet, 'id'),
    sheetsOfAssessment: manyBy(db, sealed, EvaluationSheet, 'assessmentId', 'evaluator, domain, id'),
    serviceScoresOfAssessment: manyByStatement<ServiceScore>(
      sealed,
      SERVICE_SCORES,
      ({ assessmentId }) => assessmentId,
    ),
    outcomesIn: (year: number) =>
      remembered(outcomes, String(year), () =>
        manyByStatement<OutcomeRow>(read, OUTCOMES_BELOW, ({ path }) => path, year),
      ),
  };
}
