import { createHash } from 'node:crypto';

/** What happened to a record, without personal data: who acted as what, when, why, under which rule. */
export interface HistoryEntry {
  action: string;
  from: string | null;
  to: string | null;
  at: Date;
  actor: { id: string; role: string };
  reason?: string | undefined;
  ruleVersion?: string | undefined;
  /** Further facts that the record's life must be recomputable from. Never personal data. */
  facts?: Record<string, unknown> | undefined;
}

/** The table of a service's history. `entry` is json, not jsonb: the hash covers its very bytes. */
export const historyTable = /* SQL */ `
  create table history (
    record_id uuid not null,
    sequence int not null,
    record_type text not null,
    at timestamptz not null,
    entry json not null,
    hash bytea not null,
    primary key (record_id, sequence)
  );
  create rule history_is_never_changed as on update to history do instead nothing;
  create rule history_is_never_deleted as on delete to history do instead nothing;
`;

/** The bytes of an entry that are stored and hashed. */
export const entryText = (entry: HistoryEntry) => JSON.stringify(entry);

/** The hash that chains an entry to the one before it: SHA-256 of the previous hash, the sequence and the entry. */
export const chainHash = (previous: Buffer | null, sequence: number, entry: string) =>
  createHash('sha256')
    .update(previous ?? '')
    .update(`${sequence}:${entry}`)
    .digest();

export interface HistoryRow {
  recordId: string;
  sequence: number;
  recordType: string;
  at: Date;
  entry: string;
  hash: Buffer;
}

/** The history of a record that already has a life, for loading: the same chain that its acts would have made. */
export function chain(recordType: string, recordId: string, entries: readonly HistoryEntry[]): HistoryRow[] {
  let previous: Buffer | null = null;
  return entries.map((given, i) => {
    const entry = entryText(given);
    const sequence = i + 1;
    previous = chainHash(previous, sequence, entry);
    return { recordId, sequence, recordType, at: given.at, entry, hash: previous };
  });
}

/** The columns and cells of history rows, for COPY. */
export const historyColumns = ['record_id', 'sequence', 'record_type', 'at', 'entry', 'hash'] as const;
export const historyCells = (row: HistoryRow) =>
  [row.recordId, row.sequence, row.recordType, row.at, row.entry, row.hash] as const;

/** The first place where a record's chain does not hold, or null when it is whole. */
export function brokenLink(rows: readonly Pick<HistoryRow, 'sequence' | 'entry' | 'hash'>[]): number | null {
  let previous: Buffer | null = null;
  for (const [i, { sequence, entry, hash }] of rows.entries()) {
    if (sequence !== i + 1 || !chainHash(previous, sequence, entry).equals(hash)) return i + 1;
    previous = hash;
  }
  return null;
}
