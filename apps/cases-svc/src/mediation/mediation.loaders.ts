import type { Reader } from '@jinlin/database';
import { manyBy, oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { Mediation, MediationParty } from './mediation.entity';

export const mediationLoaders = (db: DataSource, read: Reader) => ({
  mediation: oneBy(db, read, Mediation, 'id'),
  mediationsOfCase: manyBy(db, read, Mediation, 'caseId', 'applied_at, id'),
  mediationsOfDeliberation: manyBy(db, read, Mediation, 'deliberationId', 'applied_at, id'),
  mediationParty: oneBy(db, read, MediationParty, 'id'),
  partiesOfMediation: manyBy(db, read, MediationParty, 'mediationId', 'position'),
});
