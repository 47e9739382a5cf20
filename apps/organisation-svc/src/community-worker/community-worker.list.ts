import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { CareerMoveFilter, CommunityWorkerFilter } from '../generated/graphql';
import { CareerMove, CommunityWorker } from './community-worker.entity';

export type CommunityWorkerPage = Page<CommunityWorker>;
export type CareerMovePage = Page<CareerMove>;

interface WorkerListArgs extends PageInput {
  where: Omit<CommunityWorkerFilter, 'withinCode' | 'withinId'>;
}

interface MoveListArgs extends PageInput {
  where: Omit<CareerMoveFilter, 'withinCode' | 'withinId'>;
}

/** Lists of community workers and of their moves at or below a path, read within the actor's reach. */
export const communityWorkerLists = (db: DataSource, sealed: Reader) => ({
  communityWorkersWithin: lists<CommunityWorker, WorkerListArgs>(sealed, {
    columns: columnsOf(db, CommunityWorker, 'w'),
    from: 'community_worker w join area a on a.id = w.area_id',
    where: ({ where: { state, personId, hiredSince, notAssessedIn } }, at) => [
      liesWithin('a.path', 'parent.key'),
      state && `w.state = ${at(state)}`,
      personId && `w.person_id = ${at(personId)}::uuid`,
      hiredSince && `w.from_on >= ${at(hiredSince)}::date`,
      isGiven(notAssessedIn) &&
        `not exists (select from worker_assessment s where s.worker_id = w.id and s.year = ${at(notAssessedIn)})`,
    ],
    order: [
      ['w.from_on', 'date'],
      ['w.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ fromOn, id }) => [fromOn, id],
    figures: { totalCount },
  }),
  careerMovesWithin: lists<CareerMove, MoveListArgs>(sealed, {
    columns: columnsOf(db, CareerMove, 'm'),
    from: 'career_move m join area a on a.id = m.area_id',
    where: ({ where: { kind, from, to } }, at) => [
      liesWithin('a.path', 'parent.key'),
      kind && `m.kind = ${at(kind)}`,
      from && `m.moved_on >= ${at(from)}::date`,
      to && `m.moved_on <= ${at(to)}::date`,
    ],
    order: [
      ['m.moved_on', 'date'],
      ['m.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ movedOn, id }) => [movedOn, id],
    figures: { totalCount },
  }),
});
