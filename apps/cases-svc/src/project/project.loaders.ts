import type { Reader } from '@jinlin/database';
import { oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { Project } from './project.entity';

export const projectLoaders = (db: DataSource, read: Reader) => ({
  project: oneBy(db, read, Project, 'id'),
  projectOfSite: oneBy(db, read, Project, 'siteId'),
});
