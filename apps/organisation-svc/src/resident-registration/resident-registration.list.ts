import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { ResidentRegistrationFilter } from '../generated/graphql';
import { ResidentRegistration } from './resident-registration.entity';

export type ResidentRegistrationPage = Page<ResidentRegistration>;

interface ResidentRegistrationListArgs extends PageInput {
  where: Omit<ResidentRegistrationFilter, 'withinCode' | 'withinId'>;
}

/** Lists of registrations at households at or below a path, and at one household. */
export function residentRegistrationLists(db: DataSource, sealed: Reader) {
  const listOf = (from: string, belongs: string) =>
    lists<ResidentRegistration, ResidentRegistrationListArgs>(sealed, {
      columns: columnsOf(db, ResidentRegistration, 'r'),
      from,
      where: ({ where: { state, kind, from, to } }, at) => [
        belongs,
        state && `r.state = ${at(state)}`,
        kind && `r.kind = ${at(kind)}`,
        from && `r.registered_on >= ${at(from)}`,
        to && `r.registered_on <= ${at(to)}`,
      ],
      order: [
        ['r.registered_on', 'date'],
        ['r.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ registeredOn, id }) => [registeredOn, id],
      figures: { totalCount },
    });

  return {
    residentRegistrationsWithin: listOf(
      'resident_registration r join area a on a.id = r.area_id',
      liesWithin('a.path', 'parent.key'),
    ),
    residentRegistrationsAt: listOf('resident_registration r', 'r.area_id = parent.key::uuid'),
  };
}
