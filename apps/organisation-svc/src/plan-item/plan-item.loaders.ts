import type { Reader } from '@jinlin/database';
import { manyBy, oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { PlanItem, PlanReport } from './plan-item.entity';

export const planItemLoaders = (db: DataSource, read: Reader) => ({
  planItem: oneBy(db, read, PlanItem, 'id'),
  reportsOfPlanItem: manyBy(db, read, PlanReport, 'planItemId', 'at, id'),
});
