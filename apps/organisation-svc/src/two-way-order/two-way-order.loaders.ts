import type { Reader } from '@jinlin/database';
import { oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { TwoWayOrder } from './two-way-order.entity';

export const twoWayOrderLoaders = (db: DataSource, read: Reader) => ({
  twoWayOrder: oneBy(db, read, TwoWayOrder, 'id'),
});
