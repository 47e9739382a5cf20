import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { HouseCodeFilter } from '../generated/graphql';
import { HouseCode } from './house-code.entity';

export type HouseCodePage = Page<HouseCode>;

interface HouseCodeListArgs extends PageInput {
  where: Omit<HouseCodeFilter, 'withinCode' | 'withinId'>;
}

type Listed = HouseCode & { areaCode: string };

/** Lists of the codes of the households at or below a path. */
export const houseCodeLists = (db: DataSource, read: Reader) => ({
  houseCodesWithin: lists<Listed, HouseCodeListArgs>(read, {
    columns: `${columnsOf(db, HouseCode, 'c')}, a.code as "areaCode"`,
    from: 'house_code c join area a on a.id = c.area_id left join household_register r on r.area_id = c.area_id',
    where: ({ where: { state, isRegistered } }, at) => [
      liesWithin('a.path', 'parent.key'),
      `c.state = ${at(state ?? 'ACTIVE')}`,
      isGiven(isRegistered) && `(coalesce(r.residents, 0) > 0) = ${at(isRegistered)}`,
    ],
    order: [
      ['a.code', 'text'],
      ['c.id', 'uuid'],
    ],
    cursor: ({ areaCode, id }) => [areaCode, id],
    figures: { totalCount },
  }),
});
