import { type Reader, statement } from '@jinlin/database';
import { columnsOf, oneBy, oneByStatement } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { Appointment } from '../appointment/appointment.entity';
import { UNIT_LEADER } from '../locality';
import { Alliance, AllianceMembership } from './alliance.entity';

/** The posts of those who sit on a committee beside their office, at a community and at a street (S8, D8). */
export const partTimePosts = ['PART_TIME_COMMITTEE_MEMBER', 'PART_TIME_WORK_COMMITTEE_MEMBER'] as const;

export const allianceLoaders = (db: DataSource, read: Reader) => ({
  alliance: oneBy(db, read, Alliance, 'id'),
  allianceMembership: oneBy(db, read, AllianceMembership, 'id'),
  seatOfMembership: oneByStatement<Appointment & { membershipId: string }>(
    read,
    seatOf(db),
    ({ membershipId }) => membershipId,
    partTimePosts,
    UNIT_LEADER.code,
  ),
});

/** Who heads the member unit, and sits on the committee of the alliance's place. */
const seatOf = (db: DataSource) =>
  statement(/* SQL */ `
    select distinct on (m.id) m.id as "membershipId", ${columnsOf(db, Appointment, 'h')}
    from alliance_membership m
    join appointment h on h.area_id = m.area_id and h.post = any($2::text[]) and h.state = 'SERVING'
    join appointment heads
      on heads.person_id = h.person_id and heads.unit_id = m.unit_id and heads.post = $3 and heads.state = 'SERVING'
    where m.id = any($1::uuid[])
    order by m.id, h.from_on, h.id
  `);
