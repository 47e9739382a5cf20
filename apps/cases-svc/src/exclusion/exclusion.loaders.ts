import type { Reader } from '@jinlin/database';
import { manyBy, oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { CaseExclusion } from './exclusion.entity';

export const exclusionLoaders = (db: DataSource, read: Reader) => ({
  caseExclusion: oneBy(db, read, CaseExclusion, 'id'),
  exclusionsOfCase: manyBy(db, read, CaseExclusion, 'caseId', 'proposed_at, id'),
});
