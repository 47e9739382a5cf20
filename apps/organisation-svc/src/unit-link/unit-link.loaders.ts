import type { Reader } from '@jinlin/database';
import { oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { CommunityUnitLink } from './unit-link.entity';

export const unitLinkLoaders = (db: DataSource, read: Reader) => ({
  unitLink: oneBy(db, read, CommunityUnitLink, 'id'),
});
