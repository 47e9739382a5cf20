/** The outbox of a service: an event is committed with what it tells of, or not at all. */
export const outboxTable = /* SQL */ `
  create table outbox (
    id bigint generated always as identity,
    xid xid8 not null default pg_current_xact_id(),
    event_id uuid not null default gen_random_uuid(),
    type text not null,
    subject uuid not null,
    at timestamptz not null,
    data jsonb not null,
    primary key (xid, id)
  );
`;

/** Where each consumer of other services' events stands. */
export const consumerTable = /* SQL */ `
  create table consumer (
    name text primary key,
    xid xid8 not null default '0',
    id bigint not null default 0,
    failed_at timestamptz,
    failure text
  );
`;

/** What is told to others, in CloudEvents 1.0. `data` never holds personal data. */
export interface Event<Data = Record<string, unknown>> {
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  subject: string;
  time: string;
  data: Data;
}

export interface OutboxRow {
  id: number;
  xid: string;
  event_id: string;
  type: string;
  subject: string;
  at: Date;
  data: Record<string, unknown>;
}

/** An outbox row as a CloudEvent. */
export const cloudEvent = (source: string, row: OutboxRow): Event => ({
  specversion: '1.0',
  id: row.event_id,
  source: `/${source}`,
  type: `cn.jinlin.${row.type}`,
  subject: row.subject,
  time: row.at.toISOString(),
  data: row.data,
});
