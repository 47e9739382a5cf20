import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { AnnualAssessmentFilter, EvaluationRoundFilter, EvaluatorKind } from '../generated/graphql';
import { ServiceEvaluation } from '../report/report.entity';
import type { ServiceEvaluationPage } from '../report/report.list';
import { AnnualAssessment, EvaluationRound } from './evaluation.entity';
import type { MissingSheet } from './round.service';

interface Means {
  totalCount: number;
  meanComposite: number | null;
}

export type EvaluationRoundPage = Page<EvaluationRound>;
export type AnnualAssessmentPage = Page<AnnualAssessment, Means>;
export type MissingSheetPage = Page<MissingSheet>;

interface RoundListArgs extends PageInput {
  where: Omit<EvaluationRoundFilter, 'withinCode' | 'withinId'>;
}

interface AssessmentListArgs extends PageInput {
  where: Omit<AnnualAssessmentFilter, 'withinCode' | 'withinId'>;
  /** Of subjects at or below this path, where the list does not hang below one. */
  within?: string | null;
}

interface MissingListArgs extends PageInput {
  evaluators: readonly EvaluatorKind[];
  domains: readonly string[];
}

/** Lists of rounds and of what came of them; sheets, and what communities said, are read within the actor's reach. */
export function evaluationLists(db: DataSource, read: Reader, sealed: Reader) {
  const assessments = (belongs: string) =>
    lists<AnnualAssessment, AssessmentListArgs, Means>(read, {
      columns: columnsOf(db, AnnualAssessment, 's'),
      from: 'annual_assessment s join area a on a.id = s.area_id',
      where: ({ where: { state, roundId, scheme, year, compositeFrom, compositeBelow }, within }, at) => [
        belongs,
        within && liesWithin('a.path', `${at(within)}::text`),
        state && `s.state = ${at(state)}`,
        roundId && `s.round_id = ${at(roundId)}::uuid`,
        scheme && `s.scheme = ${at(scheme)}`,
        isGiven(year) && `s.year = ${at(year)}`,
        isGiven(compositeFrom) && `s.composite >= ${at(compositeFrom)}::float8`,
        isGiven(compositeBelow) && `s.composite < ${at(compositeBelow)}::float8`,
      ],
      order: [
        ['s.year', 'int'],
        ['coalesce(s.composite, -1)', 'float8'],
        ['s.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ year, composite, id }) => [year, composite ?? -1, id],
      figures: {
        totalCount,
        meanComposite: (list) => `select round(avg(s.composite)::numeric, 2)::float8 ${list}`,
      },
    });

  return {
    evaluationRoundsWithin: lists<EvaluationRound, RoundListArgs>(read, {
      columns: columnsOf(db, EvaluationRound, 'r'),
      from: 'evaluation_round r join area a on a.id = r.area_id',
      where: ({ where: { state, scheme, year } }, at) => [
        liesWithin('a.path', 'parent.key'),
        state && `r.state = ${at(state)}`,
        scheme && `r.scheme = ${at(scheme)}`,
        isGiven(year) && `r.year = ${at(year)}`,
      ],
      order: [
        ['r.year', 'int'],
        ['r.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ year, id }) => [year, id],
      figures: { totalCount },
    }),
    annualAssessmentsWithin: assessments(liesWithin('a.path', 'parent.key')),
    annualAssessmentsOfRound: assessments('s.round_id = parent.key::uuid'),
    annualAssessmentsOfUnit: assessments('s.unit_id = parent.key::uuid'),
    annualAssessmentsOfCommunity: assessments('s.area_id = parent.key::uuid and s.unit_id is null'),

    missingSheetsOfRound: lists<MissingSheet, MissingListArgs>(sealed, {
      columns: 'm.assessment_id as "assessmentId", m.evaluator, m.domain',
      from: ({ evaluators, domains }, at) => `(
        select s.id as assessment_id, wanted.evaluator, field.domain
        from annual_assessment s
        cross join unnest(${at(evaluators)}::text[]) as wanted (evaluator)
        cross join unnest(${at(domains)}::text[]) as field (domain)
        where s.round_id = parent.key::uuid and s.state = 'PENDING'
      ) m`,
      where: () => [
        `not exists (
          select from evaluation_sheet e
          where e.assessment_id = m.assessment_id and e.evaluator = m.evaluator and e.domain = m.domain
            and e.state = 'GIVEN'
        )`,
      ],
      order: [
        ['m.assessment_id', 'uuid'],
        ['m.evaluator', 'text'],
        ['m.domain', 'text'],
      ],
      cursor: ({ assessmentId, evaluator, domain }) => [assessmentId, evaluator, domain],
      figures: { totalCount },
    }),

    /** What communities said of a unit in the year of an assessment: what counted, or what will if nothing is added. */
    serviceEvaluationsOfAssessment: lists<
      ServiceEvaluation,
      PageInput,
      { totalCount: number; averageScore: number | null }
    >(sealed, {
      columns: columnsOf(db, ServiceEvaluation, 'e'),
      from: `annual_assessment s
        join service_evaluation e on e.unit_id = s.unit_id and e.year = s.year`,
      where: () => [
        's.id = parent.key::uuid',
        `(s.state = 'PENDING' or e.id = any(s.service_evaluation_ids))`,
      ],
      order: [['e.id', 'uuid']],
      cursor: ({ id }) => [id],
      figures: { totalCount, averageScore: (list) => `select round(avg(e.score), 1)::float8 ${list}` },
    }) satisfies (parent: string, args: PageInput) => Promise<ServiceEvaluationPage>,
  };
}
