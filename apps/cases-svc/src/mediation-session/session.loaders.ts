import type { Reader } from '@jinlin/database';
import { manyBy, oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { MediationSession } from './session.entity';

export const sessionLoaders = (db: DataSource, read: Reader) => ({
  mediationSession: oneBy(db, read, MediationSession, 'id'),
  sessionsOfMediation: manyBy(db, read, MediationSession, 'mediationId', 'starts_at, id'),
});
