import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { StreetBodyFilter } from '../generated/graphql';
import { StreetBody } from './street-body.entity';

interface Figures {
  totalCount: number;
  streetCount: number;
}

/** An institution with the code of its street, by which it is sorted. */
type ListedBody = StreetBody & { streetCode: string };

export type StreetBodyPage = Page<ListedBody, Figures>;

interface StreetBodyListArgs extends PageInput {
  where: Omit<StreetBodyFilter, 'withinCode' | 'withinId'>;
}

/** Lists of the institutions of streets at or below a path. */
export const streetBodyLists = (db: DataSource, read: Reader) => ({
  streetBodiesWithin: lists<ListedBody, StreetBodyListArgs, Figures>(read, {
    columns: `${columnsOf(db, StreetBody, 'b')}, a.code as "streetCode"`,
    from: 'street_body b join area a on a.id = b.area_id',
    where: ({ where: { kind, platform, state, unitId, on } }, at) => [
      liesWithin('a.path', 'parent.key'),
      kind && `b.kind = ${at(kind)}`,
      platform && `b.platform = ${at(platform)}`,
      state && `b.state = ${at(state)}`,
      unitId && `b.unit_id = ${at(unitId)}::uuid`,
      on && `b.from_on <= ${at(on)}::date and (b.to_on is null or b.to_on > ${at(on)}::date)`,
    ],
    order: [
      ['a.code', 'text'],
      ['b.id', 'uuid'],
    ],
    cursor: ({ streetCode, id }) => [streetCode, id],
    figures: { totalCount, streetCount: (list) => `select count(distinct b.area_id) ${list}` },
  }),
});
