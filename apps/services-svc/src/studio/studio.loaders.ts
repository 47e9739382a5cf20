import type { Reader } from '@jinlin/database';
import { manyBy, oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { StudioRepresentative } from './studio.entity';

/** Who receives people at studios: Party delegates first, then deputies and members. */
export const studioLoaders = (db: DataSource, open: Reader) => ({
  studioRepresentative: oneBy(db, open, StudioRepresentative, 'id'),
  representativesOfSite: manyBy(
    db,
    open,
    StudioRepresentative,
    'siteId',
    `array_position(array['PARTY_DELEGATE', 'PEOPLES_DEPUTY', 'CPPCC_MEMBER'], role), seated_on, id`,
  ),
});
