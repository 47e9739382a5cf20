import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { SelectionFilter } from '../generated/graphql';
import { Selection } from './selection.entity';

export type SelectionPage = Page<Selection>;

interface SelectionListArgs extends PageInput {
  where: Omit<SelectionFilter, 'withinCode' | 'withinId'>;
}

/** Lists of selections: at or below a path, or at one area. */
export function selectionLists(db: DataSource, read: Reader) {
  const listOf = (from: string, belongs: string) =>
    lists<Selection, SelectionListArgs>(read, {
      columns: columnsOf(db, Selection, 's'),
      from,
      where: ({ where: { post, state, failedAt, isUnderWay, openedFrom, openedBefore } }, at) => [
        belongs,
        post && `s.post = ${at(post)}`,
        state && `s.state = ${at(state)}`,
        failedAt && `s.failed_at = ${at(failedAt)}`,
        isGiven(isUnderWay) && `(s.state not in ('APPOINTED', 'FAILED')) = ${at(isUnderWay)}`,
        openedFrom && `s.opened_on >= ${at(openedFrom)}::date`,
        openedBefore && `s.opened_on < ${at(openedBefore)}::date`,
      ],
      order: [
        ['s.opened_on', 'date'],
        ['s.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ openedOn, id }) => [openedOn, id],
      figures: { totalCount },
    });

  return {
    selectionsWithin: listOf(
      'selection s join area a on a.id = s.area_id',
      liesWithin('a.path', 'parent.key'),
    ),
    selectionsAtArea: listOf('selection s', 's.area_id = parent.key::uuid'),
  };
}
