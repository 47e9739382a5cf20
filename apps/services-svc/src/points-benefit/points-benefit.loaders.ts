import type { Reader } from '@jinlin/database';
import { manyBy, oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { PointsGrant } from './points-benefit.entity';

export const pointsBenefitLoaders = (db: DataSource, within: Reader) => ({
  pointsGrant: oneBy(db, within, PointsGrant, 'id'),
  grantsOfVolunteer: manyBy(db, within, PointsGrant, 'volunteerId', 'granted_on desc, id'),
});
