import { type Reader, statement } from '@jinlin/database';
import { manyByStatement } from '@jinlin/graphql';
import type { HistoryEntry } from '@jinlin/history';

interface TimelineRow {
  recordId: string;
  sequence: number;
  entry: HistoryEntry;
}

const HISTORY_OF_RECORDS = statement(/* SQL */ `
  select record_id as "recordId", sequence, entry from history where record_id = any($1::uuid[]) order by sequence
`);

/** The history of records, each as the GraphQL type HistoryEntry. One statement however many records. */
export const timelineLoader = (read: Reader) => {
  const rows = manyByStatement<TimelineRow>(read, HISTORY_OF_RECORDS, ({ recordId }) => recordId);
  return { load: async (recordId: string) => (await rows.load(recordId)).map(historyEntry) };
};

const historyEntry = ({ sequence, entry }: TimelineRow) => ({
  sequence,
  action: entry.action,
  fromState: entry.from,
  toState: entry.to,
  at: new Date(entry.at),
  role: entry.actor.role,
  reason: entry.reason ?? null,
  ruleVersion: entry.ruleVersion ?? null,
});
