import type { Reader } from '@jinlin/database';
import { oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { PowerUse } from './power-use.entity';

/** What offices advise may tell of people, so it is read by the office, by the unit and by those above. */
export const powerUseLoaders = (db: DataSource, sealed: Reader) => ({
  powerUse: oneBy(db, sealed, PowerUse, 'id'),
});
