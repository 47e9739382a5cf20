import type { Reader } from '@jinlin/database';
import { oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { MemberVisit } from './member-visit.entity';

export const memberVisitLoaders = (db: DataSource, read: Reader) => ({
  memberVisit: oneBy(db, read, MemberVisit, 'id'),
});
