import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { IncidentFilter } from '../generated/graphql';
import { Incident } from './incident.entity';

export type IncidentPage = Page<Incident>;

export interface IncidentListArgs extends PageInput {
  where?: IncidentFilter | null | undefined;
}

/** The incidents below areas (by their paths), latest first. The lists of a hundred areas are one statement. */
export const safetyLists = (db: DataSource, read: Reader) => ({
  incidents: lists<Incident, IncidentListArgs>(read, {
    columns: columnsOf(db, Incident, 'i'),
    from: 'incident i',
    where: ({ where }, at) => [
      `i.area_path >= parent.key and i.area_path < parent.key || '~'`,
      where?.kind && `i.kind = ${at(where.kind)}`,
      where?.states && `i.state = any(${at(where.states)}::text[])`,
    ],
    order: [
      ['i.occurred_on', 'date'],
      ['i.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ occurredOn, id }) => [occurredOn, id],
    figures: { totalCount },
  }),
});
