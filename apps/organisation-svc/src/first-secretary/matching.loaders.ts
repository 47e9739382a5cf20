import type { Reader } from '@jinlin/database';
import { oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { Portfolio, SecretaryMatching } from './matching.entity';

export const matchingLoaders = (db: DataSource, read: Reader) => ({
  secretaryMatching: oneBy(db, read, SecretaryMatching, 'id'),
  portfolio: oneBy(db, read, Portfolio, 'id'),
});
