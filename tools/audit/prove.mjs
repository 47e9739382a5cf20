// Walks the history of one service and holds each record's chain, in batches, so that memory does not grow with it.
import pg from 'pg';
import { load } from '../bundle.mjs';
import { Complaint } from '../launch/complaint.mjs';
import { status } from '../launch/screen.mjs';

const BATCH = 5_000;

/** Counts records and entries, and names the records whose chain is broken or whose last entries are gone. */
export async function prove({ name, schema, url }) {
  const { brokenLink } = await load('libs/history/src/index.ts');
  const client = await connect(name, url, schema);
  try {
    await client.query('begin isolation level repeatable read read only');
    const proof = { records: 0, entries: 0, broken: [], cut: await cutHistories(client) };
    for await (const chain of chains(client)) {
      const [{ recordType, recordId }] = chain;
      const sequence = brokenLink(chain);
      if (sequence !== null) proof.broken.push({ recordType, recordId, sequence });

      proof.records += 1;
      proof.entries += chain.length;
      if (proof.records % BATCH === 0) status(`${name}: ${proof.records} records`);
    }
    return proof;
  } finally {
    await client.end();
  }
}

/** The history record by record, oldest entry first. */
async function* chains(client) {
  await client.query(HISTORY);
  let chain = [];
  for (;;) {
    const { rows } = await client.query(`fetch ${BATCH} from history_of_all`);
    for (const row of rows) {
      if (chain.length && chain[0].recordId !== row.recordId) {
        yield chain;
        chain = [];
      }
      chain.push(row);
    }
    if (rows.length < BATCH) break;
  }
  if (chain.length) yield chain;
}

const HISTORY = `
  declare history_of_all no scroll cursor for
  select record_id as "recordId", record_type as "recordType", sequence, entry::text, hash
  from history
  order by record_id, sequence
`;

/** A chain cannot show that its end was cut off; but what was told to others in the same transaction can. */
async function cutHistories(client) {
  const { rows } = await client.query(`
    with told as (
      select subject as record_id, max((data ->> 'sequence')::int) as last from outbox group by subject
    )
    select record_id as "recordId", told.last as told, coalesce(kept.last, 0) as kept
    from told
    left join lateral (
      select max(sequence) as last from history where history.record_id = told.record_id
    ) kept on true
    where told.last > coalesce(kept.last, 0)
  `);
  return rows;
}

async function connect(name, url, schema) {
  const client = new pg.Client({ options: `-c search_path=${schema}`, connectionString: url });
  try {
    await client.connect();
    return client;
  } catch ({ message, code }) {
    throw new Complaint(
      `The database of ${name} cannot be reached: ${message || code}.`,
      'Is the graph up (npm start)? Otherwise name its database in DATABASE_URL.',
    );
  }
}
