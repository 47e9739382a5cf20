import type { Reader } from '@jinlin/database';
import { manyBy, oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { StreetBody } from './street-body.entity';

export const streetBodyLoaders = (db: DataSource, read: Reader) => ({
  streetBody: oneBy(db, read, StreetBody, 'id'),
  bodiesOfStreet: manyBy(db, read, StreetBody, 'areaId', 'from_on, id'),
});
