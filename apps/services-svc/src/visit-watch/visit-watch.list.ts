import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, oneBy, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { VisitAlertFilter, VisitFollowUpFilter } from '../generated/graphql';
import { isBelow, type Within } from '../place';
import { belongsTo, type Share } from '../reach';
import { VisitAlert, VisitFollowUp } from './visit-watch.entity';

export type VisitAlertPage = Page<VisitAlert>;
export type VisitFollowUpPage = Page<VisitFollowUp>;

interface Args<Where> extends PageInput {
  share: Share | null;
  where: Where;
}

/** Alerts and follow-ups within the actor's reach. */
export const visitWatchLoaders = (db: DataSource, within: Reader) => ({
  visitAlert: oneBy(db, within, VisitAlert, 'id'),
  visitFollowUp: oneBy(db, within, VisitFollowUp, 'id'),
  followUpOfVisit: oneBy(db, within, VisitFollowUp, 'visitId'),

  visitAlerts: lists<VisitAlert, Args<Within<VisitAlertFilter>>>(within, {
    columns: columnsOf(db, VisitAlert, 'a'),
    from: 'visit_alert a',
    where: ({ share, where }, at) => [
      belongsTo(share, at),
      isBelow('a.area_path', where.areaPath, at),
      where.kind && `a.kind = ${at(where.kind)}`,
      `a.state = ${at(where.state ?? 'OPEN')}`,
    ],
    order: [
      ['a.due_at', 'timestamptz'],
      ['a.id', 'uuid'],
    ],
    cursor: ({ dueAt, id }) => [dueAt, id],
    figures: { totalCount },
  }),

  visitFollowUps: lists<VisitFollowUp, Args<Within<VisitFollowUpFilter>>>(within, {
    columns: columnsOf(db, VisitFollowUp, 'f'),
    from: 'visit_follow_up f',
    where: ({ share, where }, at) => [
      belongsTo(share, at),
      isBelow('f.area_path', where.areaPath, at),
      where.elderId && `f.elder_id = ${at(where.elderId)}::uuid`,
      where.need && `f.need = ${at(where.need)}`,
      where.state && `f.state = ${at(where.state)}`,
    ],
    order: [
      ['f.opened_at', 'timestamptz'],
      ['f.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ openedAt, id }) => [openedAt, id],
    figures: { totalCount },
  }),
});
