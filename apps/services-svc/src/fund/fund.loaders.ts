import type { Reader } from '@jinlin/database';
import { oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { Donation, Donor, Fund, FundActivity } from './fund.entity';

/** What was given and done is open; who gave is read within the actor's reach. */
export const fundLoaders = (db: DataSource, open: Reader, within: Reader) => ({
  fund: oneBy(db, open, Fund, 'id'),
  donation: oneBy(db, open, Donation, 'id'),
  fundActivity: oneBy(db, open, FundActivity, 'id'),
  donor: oneBy(db, within, Donor, 'donationId'),
});
