import type { Reader } from '@jinlin/database';
import { manyBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { ZeroEvaluation } from './zero-evaluation.entity';

export const zeroEvaluationLoaders = (db: DataSource, read: Reader) => ({
  zeroEvaluationsOfArea: manyBy(db, read, ZeroEvaluation, 'areaId', 'year desc'),
});
