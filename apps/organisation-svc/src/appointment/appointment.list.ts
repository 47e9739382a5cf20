import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { AppointmentFilter } from '../generated/graphql';
import { Appointment } from './appointment.entity';
import { serving } from './appointment.sql';

interface Figures {
  totalCount: number;
  peopleCount: number;
}

export type AppointmentPage = Page<Appointment, Figures>;

export interface AppointmentListArgs extends PageInput {
  where: Omit<AppointmentFilter, 'withinCode' | 'withinId'>;
}

/** Lists of appointments: at or below a path, at one area, or of one person. */
export function appointmentLists(db: DataSource, read: Reader) {
  const listOf = (from: string, belongs: string) =>
    lists<Appointment, AppointmentListArgs, Figures>(read, {
      columns: columnsOf(db, Appointment, 'h'),
      from,
      where: ({ where }, at) => [
        belongs,
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
      'appointment h join area a on a.id = h.area_id',
      liesWithin('a.path', 'parent.key'),
    ),
    appointmentsAtArea: listOf('appointment h', 'h.area_id = parent.key::uuid'),
    appointmentsByDocument: listOf('appointment h', 'h.policy_document_id = parent.key::uuid'),
    appointmentsOfPerson: listOf('appointment h', 'h.person_id = parent.key::uuid'),
  };
}
