import type { Reader } from '@jinlin/database';
import { manyBy, oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { Resource, ResourceWindow } from './resource.entity';

export const resourceLoaders = (db: DataSource, read: Reader) => ({
  resource: oneBy(db, read, Resource, 'id'),
  resourceWindow: oneBy(db, read, ResourceWindow, 'id'),
  windowsOfResource: manyBy(db, read, ResourceWindow, 'resourceId', 'from_on, id'),
});
