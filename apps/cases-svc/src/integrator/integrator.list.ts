import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, manyBy, oneBy, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { Integrator, IntegratorKey } from './integrator.entity';

export type IntegratorPage = Page<Integrator>;

/** Integrators of an area (by its path, with all below it), newest first; and each one's keys. */
export const integratorLists = (db: DataSource, read: Reader) => ({
  integrator: oneBy(db, read, Integrator, 'id'),
  integratorKey: oneBy(db, read, IntegratorKey, 'id'),
  keysOfIntegrator: manyBy(db, read, IntegratorKey, 'integratorId', 'issued_at, id'),
  integrators: lists<Integrator, PageInput>(read, {
    columns: columnsOf(db, Integrator, 'i'),
    from: 'integrator i',
    where: () => [`i.area_path >= parent.key and i.area_path < parent.key || '~'`],
    order: [
      ['i.registered_at', 'timestamptz'],
      ['i.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ registeredAt, id }) => [registeredAt, id],
    figures: { totalCount },
  }),
});
