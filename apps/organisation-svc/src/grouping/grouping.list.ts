import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { TagFilter } from '../generated/graphql';
import { Tag } from './tag.entity';

export type TagPage = Page<Tag>;

interface TagListArgs extends PageInput {
  where: Omit<TagFilter, 'withinCode' | 'withinId'>;
}

/** Lists of the tags on records at or below a path. */
export const groupingLists = (db: DataSource, read: Reader) => ({
  tagsWithin: lists<Tag, TagListArgs>(read, {
    columns: columnsOf(db, Tag, 't'),
    from: 'tag t join area a on a.id = t.area_id',
    where: ({ where: { grouping, part, kind } }, at) => [
      liesWithin('a.path', 'parent.key'),
      `t.state = 'ATTACHED'`,
      grouping && `t.grouping = ${at(grouping)}`,
      part && `t.part = ${at(part)}`,
      kind && `t.kind = ${at(kind)}`,
    ],
    order: [
      ['t.tagged_on', 'date'],
      ['t.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ taggedOn, id }) => [taggedOn, id],
    figures: { totalCount },
  }),
});
