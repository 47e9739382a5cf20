import type { Reader } from '@jinlin/database';
import { manyBy, oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { FinanceDisclosure, FinanceLine, FinanceObjection } from './finance-disclosure.entity';

/** Drafts and objections are read within the actor's reach. */
export const financeDisclosureLoaders = (db: DataSource, sealed: Reader) => ({
  financeDisclosure: oneBy(db, sealed, FinanceDisclosure, 'id'),
  financeLines: manyBy(db, sealed, FinanceLine, 'disclosureId', 'number'),
  financeObjections: manyBy(db, sealed, FinanceObjection, 'disclosureId', 'made_on, id'),
});
