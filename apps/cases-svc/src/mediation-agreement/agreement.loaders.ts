import type { Reader } from '@jinlin/database';
import { manyBy, oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { MediationAgreement, MediationInstalment } from './agreement.entity';

export const agreementLoaders = (db: DataSource, read: Reader) => ({
  mediationAgreement: oneBy(db, read, MediationAgreement, 'id'),
  agreementsOfMediation: manyBy(db, read, MediationAgreement, 'mediationId', 'agreed_at, id'),
  instalmentsOfAgreement: manyBy(db, read, MediationInstalment, 'agreementId', 'position'),
});
