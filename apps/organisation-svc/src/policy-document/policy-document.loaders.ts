import type { Reader } from '@jinlin/database';
import { oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { PolicyDocument } from './policy-document.entity';

export const policyDocumentLoaders = (db: DataSource, read: Reader) => ({
  policyDocument: oneBy(db, read, PolicyDocument, 'id'),
});
