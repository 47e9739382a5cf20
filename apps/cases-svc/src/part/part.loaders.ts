import type { Reader } from '@jinlin/database';
import { manyBy, oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { CasePart } from './part.entity';

export const partLoaders = (db: DataSource, read: Reader) => ({
  casePart: oneBy(db, read, CasePart, 'id'),
  partsOfCase: manyBy(db, read, CasePart, 'caseId', 'dispatched_at, id'),
});
