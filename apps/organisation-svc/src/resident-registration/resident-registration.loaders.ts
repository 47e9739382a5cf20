import { type Reader, statement } from '@jinlin/database';
import { manyByStatement, oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { ResidentRegistration, ResidentSecret } from './resident-registration.entity';

const TWINS = statement(/* SQL */ `
  select r.id from resident_registration r
  join resident_registration twin on twin.likeness = r.likeness and twin.id <> r.id and twin.state = 'CONFIRMED'
  where r.id = any($1::uuid[])
`);

/** All of it is read within the actor's reach, which row-level security holds to. */
export const residentRegistrationLoaders = (db: DataSource, sealed: Reader) => ({
  residentRegistration: oneBy(db, sealed, ResidentRegistration, 'id'),
  residentSecret: oneBy(db, sealed, ResidentSecret, 'id'),
  /** The same person's confirmed registration beside a registration. */
  residentTwins: manyByStatement<{ id: string }>(sealed, TWINS, ({ id }) => id),
});
