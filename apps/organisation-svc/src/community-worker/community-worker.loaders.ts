import { query, type Reader, statement } from '@jinlin/database';
import { manyBy, oneBy, oneByStatement, remembered } from '@jinlin/graphql';
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { Localities } from '../locality';
import { CommunityWorker, WorkerAssessment } from './community-worker.entity';

/** Community workers of a place in figures. */
interface WorkforceFigures {
  path: string;
  workers: number;
  meanAge: number | null;
  collegeRate: number | null;
  meanMonthlyPay: number | null;
}

interface PostsTaken {
  areaId: string;
  taken: number;
}

const POSTS_TAKEN = statement(/* SQL */ `
  select institution_post_at as "areaId", count(*) as taken
  from career_move where institution_post_at = any($1::uuid[]) and left_on is null
  group by institution_post_at
`);

/** Files of workers are read within the actor's reach, and so are figures of them. */
export function communityWorkerLoaders(db: DataSource, localities: Localities, sealed: Reader) {
  const workforces = new Map<string, DataLoader<string, WorkforceFigures>>();
  return {
    communityWorker: oneBy(db, sealed, CommunityWorker, 'id'),
    communityWorkOfPerson: manyBy(db, sealed, CommunityWorker, 'personId', 'from_on desc, id'),
    assessmentsOfWorker: manyBy(db, sealed, WorkerAssessment, 'workerId', 'year desc'),
    institutionPostsTaken: oneByStatement<PostsTaken>(sealed, POSTS_TAKEN, ({ areaId }) => areaId),

    /** Those in service at or below paths on a day, paid by the tables in force then. */
    workforceOn: (day: string) => remembered(workforces, day, () => workforceLoader(localities, sealed, day)),
  };
}

const workforceLoader = ({ all }: Localities, sealed: Reader, day: string) =>
  new DataLoader<string, WorkforceFigures>(async (paths) => {
    const pay = all.flatMap(({ code, workerRule }) =>
      // 210100 stands for the whole of 2101: the zeros at its end are padding.
      (workerRule(day)?.grades ?? []).map((grade) => ({ ...grade, within: code.replace(/(00)+$/, '') })),
    );
    const { statement, values } = query((at) => {
      const on = `${at(day)}::date`;
      return /* SQL */ `
        select above.path, count(w.id) as workers,
               round(avg(extract(year from ${on}) - p.birth_year), 1)::float8 as "meanAge",
               round(100.0 * count(*) filter (where w.education <> 'SECONDARY') / nullif(count(w.id), 0), 1)::float8
                 as "collegeRate",
               round(avg(pay.fen))::int as "meanMonthlyPay"
        from unnest(${at(paths)}::text[]) as above (path)
        left join (area a join community_worker w on w.area_id = a.id join person p on p.id = w.person_id)
          on ${liesWithin('a.path', 'above.path')} and w.from_on <= ${on} and (w.to_on is null or w.to_on > ${on})
        left join unnest(
          ${at(pay.map(({ within }) => within))}::text[], ${at(pay.map(({ code }) => code))}::text[],
          ${at(pay.map(({ monthlyFen }) => monthlyFen))}::int[]
        ) as pay (within, grade, fen) on starts_with(a.code, pay.within) and pay.grade = w.grade
        group by above.path`;
    });
    const found = await sealed.rows<WorkforceFigures>(statement, values);
    const workforceOf = new Map(found.map((workforce) => [workforce.path, workforce]));
    return paths.map((path) => workforceOf.get(path)!);
  });
