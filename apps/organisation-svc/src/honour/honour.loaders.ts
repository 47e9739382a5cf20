import type { Reader } from '@jinlin/database';
import { manyBy, oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { Honour } from './honour.entity';

/** Recommendations of people are read within the actor's reach. */
export const honourLoaders = (db: DataSource, sealed: Reader) => ({
  honour: oneBy(db, sealed, Honour, 'id'),
  honoursOfPerson: manyBy(db, sealed, Honour, 'personId', 'recommended_on desc, id'),
  honoursOfPartyOrganisation: manyBy(db, sealed, Honour, 'partyOrganisationId', 'recommended_on desc, id'),
});
