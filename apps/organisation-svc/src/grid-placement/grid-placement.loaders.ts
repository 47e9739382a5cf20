import type { Reader } from '@jinlin/database';
import { oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { GridPlacement } from './grid-placement.entity';

export const gridPlacementLoaders = (db: DataSource, read: Reader) => ({
  gridPlacement: oneBy(db, read, GridPlacement, 'id'),
});
