import { type Reader, statement } from '@jinlin/database';
import { columnsOf, oneBy, oneByStatement } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { Brand } from './brand.entity';

export const brandLoaders = (db: DataSource, read: Reader) => ({
  brand: oneBy(db, read, Brand, 'id'),
  brandOfArea: oneByStatement<Brand>(
    read,
    statement(
      `select ${columnsOf(db, Brand)} from brand where area_id = any($1::uuid[]) and state = 'IN_USE'`,
    ),
    ({ areaId }) => areaId,
  ),
});
