import type { Reader } from '@jinlin/database';
import { oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { Unit } from './unit.entity';

export const unitLoaders = (db: DataSource, read: Reader) => ({ unit: oneBy(db, read, Unit, 'id') });
