import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, manyBy, oneBy, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { VisitRoundFilter } from '../generated/graphql';
import { isBelow, type Within } from '../place';
import { belongsTo, type Share } from '../reach';
import { PlannedVisit, VisitRound } from './visit-round.entity';

export type VisitRoundPage = Page<VisitRound>;

interface VisitRoundArgs extends PageInput {
  share: Share | null;
  where: Within<VisitRoundFilter>;
}

/** Rounds within the actor's reach, with their stops. */
export const visitRoundLoaders = (db: DataSource, within: Reader) => ({
  visitRound: oneBy(db, within, VisitRound, 'id'),
  plannedVisit: oneBy(db, within, PlannedVisit, 'id'),
  stopsOfRound: manyBy(db, within, PlannedVisit, 'roundId', 'place'),
  stopOfVisit: oneBy(db, within, PlannedVisit, 'visitId'),

  visitRounds: lists<VisitRound, VisitRoundArgs>(within, {
    columns: columnsOf(db, VisitRound, 'r'),
    from: 'visit_round r',
    where: ({ share, where }, at) => [
      belongsTo(share, at),
      isBelow('r.area_path', where.areaPath, at),
      where.state && `r.state = ${at(where.state)}`,
      where.from && `r.day >= ${at(where.from)}::date`,
      where.to && `r.day <= ${at(where.to)}::date`,
    ],
    order: [
      ['r.day', 'date'],
      ['r.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ day, id }) => [day, id],
    figures: { totalCount },
  }),
});
