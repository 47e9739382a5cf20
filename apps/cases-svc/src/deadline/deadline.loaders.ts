import { type Reader, statement } from '@jinlin/database';
import { manyByStatement } from '@jinlin/graphql';
import type { HistoryEntry } from '@jinlin/history';
import type { Told } from './terms';

const TOLD_OF_CASES = statement(/* SQL */ `
  select record_id as "caseId", entry from history where record_id = any($1::uuid[]) order by sequence
`);

/** What the history of cases tells of their deadlines. One statement however many cases. */
export const deadlineLoaders = (read: Reader) => {
  const rows = manyByStatement<{ caseId: string; entry: HistoryEntry }>(
    read,
    TOLD_OF_CASES,
    ({ caseId }) => caseId,
  );
  const told = {
    load: async (caseId: string): Promise<Told[]> =>
      (await rows.load(caseId)).map(({ entry }) => ({ ...entry, at: new Date(entry.at) })),
  };
  return { told };
};
