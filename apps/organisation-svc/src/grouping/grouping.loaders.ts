import { query, type Reader, statement } from '@jinlin/database';
import { columnsOf, manyByStatement, oneBy, remembered } from '@jinlin/graphql';
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { TaggedKind } from '../generated/graphql';
import { Tag } from './tag.entity';

/** How many records of a kind stand under a part. */
interface Tally {
  part: string;
  kind: TaggedKind;
  records: number;
}

const attached = (db: DataSource) =>
  statement(/* SQL */ `
    select ${columnsOf(db, Tag)} from tag
    where record_id = any($1::uuid[]) and state = 'ATTACHED' order by grouping, part
  `);

export function groupingLoaders(db: DataSource, read: Reader) {
  const tallies = new Map<string, DataLoader<string, Tally[]>>();

  return {
    tag: oneBy(db, read, Tag, 'id'),
    tagsOfRecord: manyByStatement<Tag>(read, attached(db), ({ recordId }) => recordId),

    /** How many records at or below a path stand under each part of a grouping. */
    groupedBy: (grouping: string) => remembered(tallies, grouping, () => tallyLoader(read, grouping)),
  };
}

const tallyLoader = (read: Reader, grouping: string) =>
  new DataLoader<string, Tally[]>(async (paths) => {
    const { statement: counting, values } = query(
      (at) => /* SQL */ `
        select above.place, t.part, t.kind, count(*) as records
        from unnest(${at(paths)}::text[]) with ordinality as above (path, place)
        join area a on ${liesWithin('a.path', 'above.path')}
        join tag t on t.area_id = a.id and t.state = 'ATTACHED' and t.grouping = ${at(grouping)}
        group by above.place, t.part, t.kind
        order by above.place, t.part, t.kind`,
    );
    const rows = await read.rows<Tally & { place: number }>(counting, values);
    return paths.map((_, index) => rows.filter(({ place }) => place === index + 1));
  });
