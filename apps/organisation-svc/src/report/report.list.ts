import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { ServiceReportFilter } from '../generated/graphql';
import { ServiceEvaluation, ServiceReport } from './report.entity';

interface Averages {
  totalCount: number;
  averageScore: number | null;
}

export type ServiceReportPage = Page<ServiceReport>;
export type ServiceEvaluationPage = Page<ServiceEvaluation, Averages>;

interface ReportListArgs extends PageInput {
  where: Omit<ServiceReportFilter, 'withinCode' | 'withinId'>;
}

interface EvaluationListArgs extends PageInput {
  year?: number | null | undefined;
}

/** Lists of reports and of evaluations, read within the actor's reach. */
export function reportLists(db: DataSource, sealed: Reader) {
  const evaluations = (belongs: string) =>
    lists<ServiceEvaluation, EvaluationListArgs, Averages>(sealed, {
      columns: columnsOf(db, ServiceEvaluation, 'e'),
      from: 'service_evaluation e',
      where: ({ year }, at) => [
        'e.unit_id = parent.key::uuid',
        belongs,
        isGiven(year) && `e.year = ${at(year)}`,
      ],
      order: [
        ['e.year', 'int'],
        ['e.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ year, id }) => [year, id],
      figures: { totalCount, averageScore: (list) => `select round(avg(e.score), 1)::float8 ${list}` },
    });

  return {
    reportsWithin: lists<ServiceReport, ReportListArgs>(sealed, {
      columns: columnsOf(db, ServiceReport, 's'),
      from: 'service_report s join area a on a.id = s.area_id',
      where: ({ where: { kind, state, year, unitId, personId } }, at) => [
        liesWithin('a.path', 'parent.key'),
        kind && `s.kind = ${at(kind)}`,
        state && `s.state = ${at(state)}`,
        isGiven(year) && `s.year = ${at(year)}`,
        unitId && `s.unit_id = ${at(unitId)}::uuid`,
        personId && `s.person_id = ${at(personId)}::uuid`,
      ],
      order: [
        ['s.from_on', 'date'],
        ['s.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ fromOn, id }) => [fromOn, id],
      figures: { totalCount },
    }),
    evaluationsOfMembers: evaluations('e.person_id is not null'),
    evaluationsOfUnit: evaluations('e.person_id is null'),
  };
}
