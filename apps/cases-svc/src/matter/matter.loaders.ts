import type { Reader } from '@jinlin/database';
import { manyBy, oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { Matter, MatterTask } from './matter.entity';

export const matterLoaders = (db: DataSource, read: Reader) => ({
  matter: oneBy(db, read, Matter, 'id'),
  mattersOfCase: manyBy(db, read, Matter, 'caseId', 'raised_at, id'),
  tasksOfMatter: manyBy(db, read, MatterTask, 'matterId', 'due_at, id'),
});
