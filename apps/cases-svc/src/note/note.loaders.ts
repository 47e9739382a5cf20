import { type Reader, statement } from '@jinlin/database';
import { columnsOf, manyByStatement, oneBy } from '@jinlin/graphql';
import { Unit } from '@jinlin/replicas';
import type { DataSource } from 'typeorm';
import { CaseNote } from './note.entity';

export const noteLoaders = (db: DataSource, read: Reader) => {
  const standing = statement(/* SQL */ `
    select ${columnsOf(db, CaseNote)} from case_note
    where case_id = any($1::uuid[]) and state = 'WRITTEN' order by written_at, id
  `);
  return {
    notesOfCase: manyByStatement<CaseNote>(read, standing, ({ caseId }) => caseId),
    unit: oneBy(db, read, Unit, 'id'),
  };
};
