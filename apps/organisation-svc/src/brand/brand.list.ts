import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { BrandFilter } from '../generated/graphql';
import { Brand } from './brand.entity';

export type BrandPage = Page<Brand>;

interface BrandListArgs extends PageInput {
  where: Omit<BrandFilter, 'withinCode' | 'withinId'>;
}

/** Lists of the brands of areas at or below a path. */
export const brandLists = (db: DataSource, read: Reader) => ({
  brandsWithin: lists<Brand, BrandListArgs>(read, {
    columns: columnsOf(db, Brand, 'b'),
    from: 'brand b join area a on a.id = b.area_id',
    where: ({ where: { state, name } }, at) => [
      liesWithin('a.path', 'parent.key'),
      state && `b.state = ${at(state)}`,
      name && `strpos(b.name, ${at(name)}) > 0`,
    ],
    order: [
      ['b.name', 'text'],
      ['b.id', 'uuid'],
    ],
    cursor: ({ name, id }) => [name, id],
    figures: { totalCount },
  }),
});
