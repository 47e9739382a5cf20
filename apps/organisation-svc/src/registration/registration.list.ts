import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, type Sql, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { areasOn, lasts, liesWithin, seatedOn } from '../area/area.sql';
import type { RegistrationFilter } from '../generated/graphql';
import { Registration } from './registration.entity';

interface Figures {
  totalCount: number;
  peopleCount: number;
  unitsCount: number;
}

export type RegistrationPage = Page<Registration, Figures>;

/** A member whom a unit sent. */
export interface SentMemberRow {
  unitId: string;
  personId: string;
}

export type SentMemberPage = Page<SentMemberRow>;

interface RegistrationListArgs extends PageInput {
  where: Omit<RegistrationFilter, 'withinCode' | 'withinId'>;
  asOf?: string | null | undefined;
}

/** Lists of registrations at or below a path, of a unit, of a Party organisation and of a person; and of the members whom a unit sent. */
export function registrationLists(db: DataSource, sealed: Reader) {
  const listOf = (from: Sql<RegistrationListArgs>, belongs: string) =>
    lists<Registration, RegistrationListArgs, Figures>(sealed, {
      columns: ({ asOf }, at) =>
        asOf
          ? `${columnsOf(db, Registration, 'r')}, r.seat_id as "areaId", ${at(asOf)}::text as "asOf"`
          : columnsOf(db, Registration, 'r'),
      from,
      where: ({ asOf, where }, at) => [
        belongs,
        asOf && lasts('r.from_on', 'r.to_on', asOf, at),
        where.kind && `r.kind = ${at(where.kind)}`,
        where.state && `r.state = ${at(where.state)}`,
        where.memberClass && `r.member_class = ${at(where.memberClass)}`,
        isGiven(where.isOfMember) && `(r.person_id is not null) = ${at(where.isOfMember)}`,
        isGiven(where.isAssigned) && `(r.party_organisation_id is not null) = ${at(where.isAssigned)}`,
        where.partyOrganisationId && `r.party_organisation_id = ${at(where.partyOrganisationId)}::uuid`,
        where.unitId && `r.unit_id = ${at(where.unitId)}::uuid`,
        where.personId && `r.person_id = ${at(where.personId)}::uuid`,
      ],
      order: [
        ['r.from_on', 'date'],
        ['r.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ fromOn, id }) => [fromOn, id],
      figures: {
        totalCount,
        peopleCount: (list) => `select count(distinct r.person_id) ${list}`,
        unitsCount: (list) => `select count(distinct r.unit_id) ${list}`,
      },
    });

  return {
    registrationsWithin: listOf(
      ({ asOf }, at) =>
        `${seatedOn('registration', asOf, at)} r join ${areasOn(asOf, at)} a on a.id = r.seat_id`,
      liesWithin('a.path', 'parent.key'),
    ),
    registrationsOfUnit: listOf('registration r', 'r.unit_id = parent.key::uuid'),
    registrationsInPartyOrganisation: listOf(
      'registration r',
      `r.party_organisation_id = parent.key::uuid and r.state = 'ACTIVE'`,
    ),
    registrationsOfPerson: listOf('registration r', 'r.person_id = parent.key::uuid'),

    membersSentBy: lists<SentMemberRow, PageInput>(sealed, {
      columns: 'sent.unit_id as "unitId", sent.person_id as "personId"',
      from: `(
        select distinct unit_id, person_id from registration
        where unit_id = parent.key::uuid and person_id is not null
      ) sent`,
      where: () => [],
      order: [['sent.person_id', 'uuid']],
      cursor: ({ personId }) => [personId],
      figures: { totalCount },
    }),
  };
}
