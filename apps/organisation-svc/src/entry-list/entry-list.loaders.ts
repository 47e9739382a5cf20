import { type Reader, statement } from '@jinlin/database';
import { oneBy, oneByStatement, remembered } from '@jinlin/graphql';
import type DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { AssessmentItem, EntryRequest, IssuedEntryList, SentDownMatter } from './entry-list.entity';
import { ISSUED_FOR_PATHS, type Issued } from './in-force';

type IssuedFor = Issued & { path: string };

const ISSUED = statement(ISSUED_FOR_PATHS);

export function entryListLoaders(db: DataSource, read: Reader, sealed: Reader) {
  const days = new Map<string, DataLoader<string, IssuedFor | null>>();

  return {
    issuedEntryList: oneBy(db, read, IssuedEntryList, 'id'),
    sentDownMatter: oneBy(db, sealed, SentDownMatter, 'id'),
    entryRequest: oneBy(db, sealed, EntryRequest, 'id'),
    assessmentItem: oneBy(db, read, AssessmentItem, 'id'),

    /** The list issued for the area of a path, or for one that holds it, that took effect last by a day. */
    entryListIssuedBy: (day: string) =>
      remembered(days, day, () => oneByStatement<IssuedFor>(read, ISSUED, ({ path }) => path, day)),
  };
}
