import type { Reader } from '@jinlin/database';
import { oneBy, remembered } from '@jinlin/graphql';
import type DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { seatedLoader } from '../area/seated';
import { Unit } from './unit.entity';
import { wasOnTheBooks } from './unit.list';

export function unitLoaders(db: DataSource, read: Reader) {
  const days = new Map<string, DataLoader<string, Unit | null>>();

  return {
    unit: oneBy(db, read, Unit, 'id'),
    /** Units as of a day, those that were on the books. */
    unitOn: (day: string) => remembered(days, day, () => seatedLoader(db, read, Unit, day, wasOnTheBooks)),
  };
}
