import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { EmergencyPeriodFilter } from '../generated/graphql';
import { EmergencyPeriod } from './emergency.entity';
import { holdsOn } from './emergency.sql';

export type EmergencyPeriodPage = Page<EmergencyPeriod>;

interface EmergencyListArgs extends PageInput {
  where: Omit<EmergencyPeriodFilter, 'withinCode' | 'withinId'>;
}

/** Lists of emergencies called for areas at or below a path. */
export const emergencyLists = (db: DataSource, read: Reader) => ({
  emergencyPeriodsWithin: lists<EmergencyPeriod, EmergencyListArgs>(read, {
    columns: columnsOf(db, EmergencyPeriod, 'e'),
    from: 'emergency_period e join area a on a.id = e.area_id',
    where: ({ where: { state, template, on } }, at) => [
      liesWithin('a.path', 'parent.key'),
      state && `e.state = ${at(state)}`,
      template && `e.template = ${at(template)}`,
      on && holdsOn(at(on)),
    ],
    order: [
      ['e.from_on', 'date'],
      ['e.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ fromOn, id }) => [fromOn, id],
    figures: { totalCount },
  }),
});
