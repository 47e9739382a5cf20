import type { Reader } from '@jinlin/database';
import { manyBy, oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { CourtConfirmation } from './confirmation.entity';

export const confirmationLoaders = (db: DataSource, read: Reader) => ({
  courtConfirmation: oneBy(db, read, CourtConfirmation, 'id'),
  confirmationsOfAgreement: manyBy(db, read, CourtConfirmation, 'agreementId', 'applied_at, id'),
});
