import type { Consumer } from '@jinlin/events';
import type { PoolClient } from 'pg';

/** Makes deliveries of what happened, for each webhook that may see it; each event once, in the order of the outbox. */
export const webhookConsumer = (streams: Pick<Consumer, 'from' | 'into'>): Consumer => ({
  name: 'webhooks',
  ...streams,
  apply: async (client, events) => {
    const places = events.map(({ data }) => data.areaId);
    await deliver(client, [
      events.map(({ id }) => id),
      events.map(({ type }) => type.replace(/^cn\.jinlin\./, '')),
      events.map(({ subject }) => subject),
      events.map(({ time }) => time),
      places.map((place) => (typeof place === 'string' ? place : null)),
      events.map((event) => JSON.stringify(event)),
    ]);
  },
});

const deliver = (client: PoolClient, columns: unknown[][]) => client.query(DELIVER, columns);

/**
 * An event is seen where its area lies today. What tells of no area is told to nobody. The sequence is the extension
 * of CloudEvents by that name: digits that sort as text.
 */
const DELIVER = /* SQL */ `
  with told as (
    select w.id as webhook_id, case w.state when 'DISABLED' then 'DEAD' else 'PENDING' end as state, e.*,
           coalesce(last.sequence, 0) + row_number() over (partition by w.id, e.subject order by e.place) as sequence
    from unnest($1::uuid[], $2::text[], $3::uuid[], $4::timestamptz[], $5::uuid[], $6::text[])
           with ordinality as e (event_id, type, subject, at, area_id, event, place)
    join area a on a.id = e.area_id
    join webhook w on starts_with(a.path, w.area_path)
      and w.state <> 'ENDED'
      and upper(split_part(e.type, '.', 1)) = any(w.kinds)
      and (w.types = '{}' or e.type = any(w.types))
      and e.at >= w.subscribed_at
    left join lateral (
      select max(sequence) as sequence from webhook_delivery d
      where d.webhook_id = w.id and d.subject = e.subject
    ) last on true
  )
  insert into webhook_delivery (webhook_id, state, event_id, type, subject, sequence, event_at, body)
  select webhook_id, state, event_id, type, subject, sequence, at,
         jsonb_set(event::jsonb, '{sequence}', to_jsonb(lpad(sequence::text, 10, '0')))::text
  from told
`;
