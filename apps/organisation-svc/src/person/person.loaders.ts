import type { Reader } from '@jinlin/database';
import { oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { Person } from './person.entity';

export const personLoaders = (db: DataSource, read: Reader) => ({ person: oneBy(db, read, Person, 'id') });
