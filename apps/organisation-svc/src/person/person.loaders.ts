import type { Reader } from '@jinlin/database';
import { oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { Person, PersonSecret } from './person.entity';

/** What is sealed is read by a reader of its own, which row-level security holds to the actor's reach. */
export const personLoaders = (db: DataSource, read: Reader, sealed: Reader) => ({
  person: oneBy(db, read, Person, 'id'),
  personSecret: oneBy(db, sealed, PersonSecret, 'id'),
});
