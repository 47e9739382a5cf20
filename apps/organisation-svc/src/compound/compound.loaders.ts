import type { Reader } from '@jinlin/database';
import { manyBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { CompoundManagement } from './compound-management.entity';

export const compoundLoaders = (db: DataSource, read: Reader) => ({
  managementsOfCompound: manyBy(db, read, CompoundManagement, 'areaId', 'from_on nulls first'),
});
