import { type Reader, statement } from '@jinlin/database';
import { columnsOf, manyByStatement } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { CaseAttachment } from './attachment.entity';

export const attachmentLoaders = (db: DataSource, read: Reader) => {
  const standing = statement(/* SQL */ `
    select ${columnsOf(db, CaseAttachment)} from case_attachment
    where case_id = any($1::uuid[]) and state = 'ATTACHED' order by added_at, id
  `);
  return {
    attachmentsOfCase: manyByStatement<CaseAttachment>(read, standing, ({ caseId }) => caseId),
  };
};
