import { type Reader, statement } from '@jinlin/database';
import { manyBy, manyByStatement, oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { ResponseGrade } from '../generated/graphql';
import { Summons } from './summons.entity';
import { Whistle } from './whistle.entity';

interface OpenCount {
  areaId: string;
  grade: ResponseGrade;
  count: number;
}

const OPEN_WHISTLES_OF_AREAS = statement(/* SQL */ `
  select area.id as "areaId", grade, count(*) as count
  from area
  join whistle on whistle.area_path >= area.path and whistle.area_path < area.path || '~' and ended_at is null
  where area.id = any($1::uuid[])
  group by area.id, grade
`);

export const whistleLoaders = (db: DataSource, read: Reader) => ({
  whistle: oneBy(db, read, Whistle, 'id'),
  whistlesOfCase: manyBy(db, read, Whistle, 'caseId', 'blown_at, id'),
  summonsOfWhistle: manyBy(db, read, Summons, 'whistleId', 'unit_id'),
  openWhistlesOfArea: manyByStatement<OpenCount>(read, OPEN_WHISTLES_OF_AREAS, ({ areaId }) => areaId),
});
