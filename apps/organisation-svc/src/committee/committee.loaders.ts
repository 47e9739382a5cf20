import { type Reader, statement } from '@jinlin/database';
import { columnsOf, manyBy, manyByStatement, oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { Committee, CommitteeMember, CommitteeSession } from './committee.entity';

/** The seats of a committee that works, and the last ones of one that is dissolved; the chair first. */
const seats = (db: DataSource) =>
  statement(/* SQL */ `
    select ${columnsOf(db, CommitteeMember, 'm')}
    from committee_member m join committee c on c.id = m.committee_id
    where m.committee_id = any($1::uuid[])
      and (m.to_on is null or (c.dissolved_on is not null and m.to_on >= c.dissolved_on))
    order by array_position(array['CHAIR', 'DEPUTY', 'OFFICE', 'MEMBER'], m.role), m.from_on, m.id
  `);

export const committeeLoaders = (db: DataSource, read: Reader) => ({
  committee: oneBy(db, read, Committee, 'id'),
  committeesBelow: manyBy(db, read, Committee, 'parentId', 'founded_on, id'),
  committeeMember: oneBy(db, read, CommitteeMember, 'id'),
  membersOfCommittee: manyByStatement<CommitteeMember>(read, seats(db), ({ committeeId }) => committeeId),
  sessionsOfCommittee: manyBy(db, read, CommitteeSession, 'committeeId', 'day desc, id'),
});
