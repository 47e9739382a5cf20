import { type Reader, statement } from '@jinlin/database';
import { columnsOf, manyByStatement, oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { Registration } from './registration.entity';
import type { SentMemberRow } from './registration.list';

/** What tells a member sent by a unit from the same member sent by another. */
export const sentKey = ({ unitId, personId }: SentMemberRow) => `${unitId} ${personId}`;

const registrationsOfSent = (db: DataSource) =>
  statement(/* SQL */ `
    select ${columnsOf(db, Registration, 'r')} from registration r
    where r.person_id = any(select split_part(key, ' ', 2)::uuid from unnest($1::text[]) key)
      and r.unit_id::text || ' ' || r.person_id::text = any($1::text[])
    order by r.from_on desc, r.id desc
  `);

/** Registrations tell where people live and work, so they are read within the actor's reach. */
export const registrationLoaders = (db: DataSource, sealed: Reader) => ({
  registration: oneBy(db, sealed, Registration, 'id'),
  registrationsOfSentMember: manyByStatement<Registration>(
    sealed,
    registrationsOfSent(db),
    ({ unitId, personId }) => sentKey({ unitId: unitId!, personId: personId! }),
  ),
});
