import { type Reader, statement } from '@jinlin/database';
import { columnsOf, manyByStatement, oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { sentKey } from '../registration/registration.loaders';
import { ServiceEvaluation, ServiceReport } from './report.entity';

const evaluationsOfSent = (db: DataSource) =>
  statement(/* SQL */ `
    select ${columnsOf(db, ServiceEvaluation, 'e')} from service_evaluation e
    where e.person_id = any(select split_part(sent, ' ', 2)::uuid from unnest($1::text[]) sent)
      and e.unit_id::text || ' ' || e.person_id::text = any($1::text[])
    order by e.year desc, e.id
  `);

/** Reports and evaluations speak of people, so they are read within the actor's reach. */
export const reportLoaders = (db: DataSource, sealed: Reader) => ({
  serviceReport: oneBy(db, sealed, ServiceReport, 'id'),
  serviceEvaluation: oneBy(db, sealed, ServiceEvaluation, 'id'),
  evaluationsOfSentMember: manyByStatement<ServiceEvaluation>(
    sealed,
    evaluationsOfSent(db),
    ({ unitId, personId }) => sentKey({ unitId: unitId!, personId: personId! }),
  ),
});
