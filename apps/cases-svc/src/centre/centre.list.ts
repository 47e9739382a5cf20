import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, oneBy, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { CentreWindowFilter } from '../generated/graphql';
import { CentreWindow } from './centre.entity';

export type CentreWindowPage = Page<CentreWindow>;

export interface CentreWindowListArgs extends PageInput {
  where: Omit<CentreWindowFilter, 'areaCode'>;
}

/** Windows of centres in an area (by its path, with all below it), by their numbers. */
export const centreLists = (db: DataSource, read: Reader) => ({
  centreWindow: oneBy(db, read, CentreWindow, 'id'),
  centreWindows: lists<CentreWindow, CentreWindowListArgs>(read, {
    columns: columnsOf(db, CentreWindow, 'w'),
    from: 'centre_window w',
    where: ({ where }, at) => [
      `w.area_path >= parent.key and w.area_path < parent.key || '~'`,
      where.kind && `w.kind = ${at(where.kind)}`,
      isGiven(where.isOpen) && `(w.state = 'OPEN') = ${at(where.isOpen)}`,
    ],
    order: [
      ['w.number', 'int'],
      ['w.id', 'uuid'],
    ],
    cursor: ({ number, id }) => [number, id],
    figures: { totalCount },
  }),
});
