import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, type Sql, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { partTimePosts } from '../alliance/alliance.loaders';
import { areasOn, liesWithin, seatedOn } from '../area/area.sql';
import type { AppointmentFilter } from '../generated/graphql';
import { Appointment } from './appointment.entity';
import { serving } from './appointment.sql';

interface Figures {
  totalCount: number;
  peopleCount: number;
}

export type AppointmentPage = Page<Appointment, Figures>;

interface AppointmentListArgs extends PageInput {
  where: Omit<AppointmentFilter, 'withinCode' | 'withinId'>;
  asOf?: string | null | undefined;
}

/** Lists of appointments: at or below a path, at one area, or of one person. */
export function appointmentLists(db: DataSource, read: Reader) {
  const listOf = (from: Sql<AppointmentListArgs>, belongs: string) =>
    lists<Appointment, AppointmentListArgs, Figures>(read, {
      columns: ({ asOf }, at) =>
        asOf
          ? `${columnsOf(db, Appointment, 'h')}, h.seat_id as "areaId", ${at(asOf)}::text as "asOf"`
          : columnsOf(db, Appointment, 'h'),
      from,
      where: ({ asOf, where }, at) => [
        belongs,
        asOf && `h.from_on <= ${at(asOf)}::date`,
        where.post && `h.post = ${at(where.post)}`,
        isGiven(where.isServing) && `(h.state = 'SERVING') = ${at(where.isServing)}`,
        where.servingOn && serving(where.servingOn, at),
        where.personId && `h.person_id = ${at(where.personId)}::uuid`,
        where.unitId && `h.unit_id = ${at(where.unitId)}::uuid`,
        where.partyOrganisationId && `h.party_organisation_id = ${at(where.partyOrganisationId)}::uuid`,
        where.source && `h.source = ${at(where.source)}`,
        where.rank && `h.rank = ${at(where.rank)}`,
        isGiven(where.isConcurrent) && `h.is_concurrent = ${at(where.isConcurrent)}`,
      ],
      order: [
        ['h.from_on', 'date'],
        ['h.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ fromOn, id }) => [fromOn, id],
      figures: { totalCount, peopleCount: (list) => `select count(distinct h.person_id) ${list}` },
    });

  return {
    appointmentsWithin: listOf(
      ({ asOf }, at) =>
        `${seatedOn('appointment', asOf, at)} h join ${areasOn(asOf, at)} a on a.id = h.seat_id`,
      liesWithin('a.path', 'parent.key'),
    ),
    appointmentsAtArea: listOf(
      ({ asOf }, at) => `${seatedOn('appointment', asOf, at)} h`,
      'h.seat_id = parent.key::uuid',
    ),
    appointmentsByDocument: listOf('appointment h', 'h.policy_document_id = parent.key::uuid'),
    partTimeMembers: listOf(
      'appointment h',
      `h.party_organisation_id = parent.key::uuid and h.post in (${partTimePosts.map((post) => `'${post}'`).join(', ')})`,
    ),
    appointmentsOfPerson: listOf('appointment h', 'h.person_id = parent.key::uuid'),
  };
}
