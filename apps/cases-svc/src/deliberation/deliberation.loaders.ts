import { type Reader, statement, unseen } from '@jinlin/database';
import { manyBy, oneBy, oneByStatement } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { Deliberation } from './deliberation.entity';

interface OwnRating {
  deliberationId: string;
  score: number;
}

/** Whoever asks is known to the database by its row-level security. */
const OWN_RATINGS = statement(/* SQL */ `
  select deliberation_id as "deliberationId", score from deliberation_rating
  where deliberation_id = any(${unseen('$1', 'uuid')}) 
    and person_id = nullif(current_setting('jinlin.person_id', true), '')::uuid
`);

export const deliberationLoaders = (db: DataSource, read: Reader) => ({
  deliberation: oneBy(db, read, Deliberation, 'id'),
  deliberationsOfCase: manyBy(db, read, Deliberation, 'caseId', 'proposed_at, id'),
  ownRatingOf: oneByStatement<OwnRating>(read, OWN_RATINGS, ({ deliberationId }) => deliberationId),
});
