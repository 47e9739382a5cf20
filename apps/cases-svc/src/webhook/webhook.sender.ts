import { setTimeout as sleep } from 'node:timers/promises';
import { type Act, itself, take } from '@jinlin/acts';
import { everything, poolOf } from '@jinlin/database';
import type { Vault } from '@jinlin/privacy';
import type { DataSource, EntityManager } from 'typeorm';
import { Agent, request } from 'undici';
import type { Addresses } from './addresses';
import { nextAttemptAt, RED } from './schedule';
import { signatureHeaders } from './signature';
import { webhookLife } from './webhook.life';

/** The sender acts as itself when it disables a webhook. */
const SENDER = itself('webhook-sender');

/** Deliveries under way at once, and to one webhook: a slow receiver holds up nobody but itself. */
const AT_ONCE = 128;
const AT_ONCE_EACH = 16;

/** After so many failures in a row a receiver is taken to be down, and tried again after a rest (milliseconds). */
const FAILURES = 20;
const REST = 30_000;

/** Milliseconds that a receiver has to answer. */
const PATIENCE = 15_000;

/**
 * A delivery that was taken and not finished within this time was lost with its process, and is tried again: time for a
 * slow receiver and to write down what it said, and little enough that nobody waits half a minute.
 */
const LEASE = PATIENCE + 5_000;

export interface Senders {
  db: DataSource;
  vault: Vault;
  addresses: Addresses;
}

/**
 * Sends what is due. A delivery waits for those before it about the same record, and is taken by one process at a time;
 * `send` takes what there is room for and does not wait for receivers, `settled` does.
 */
export function webhookSender({ db, vault, addresses }: Senders) {
  const underWay = new Map<Promise<void>, string>();
  const agents = { 'https:': agentOf(addresses, 'https:'), 'http:': agentOf(addresses, 'http:') };

  const post = async (due: Due, now: Date): Promise<Attempt> => {
    const start = performance.now();
    const took = () => Math.round(performance.now() - start);
    try {
      const url = new URL(due.url);
      const fault = addresses.fault(due.url);
      if (fault) return { status: null, failure: fault, milliseconds: 0, isGone: false };

      const { statusCode: status, body } = await request(url, {
        method: 'POST',
        dispatcher: agents[url.protocol as keyof typeof agents],
        body: due.body,
        headers: {
          'content-type': 'application/cloudevents+json',
          'user-agent': 'jinlin-webhooks/1',
          ...signatureHeaders({ id: due.id, at: now, body: due.body, secrets: secretsOf(vault, due, now) }),
        },
        signal: AbortSignal.timeout(PATIENCE),
      });
      // What the receiver says beyond its status is of no interest, and may be endless.
      await body.dump({ limit: 16_384 }).catch(() => undefined);
      const isFine = status >= 200 && status < 300;
      return {
        status,
        failure: isFine ? null : `The receiver answered ${status}.`,
        milliseconds: took(),
        isGone: status === GONE,
      };
    } catch (fault) {
      return { status: null, failure: reasonOf(fault), milliseconds: took(), isGone: false };
    }
  };

  return {
    async send(now: Date): Promise<number> {
      const room = AT_ONCE - underWay.size;
      if (room <= 0) return 0;

      const until = new Date(now.getTime() + LEASE);
      const { rows } = await poolOf(db).query<Due>(TAKE, [now, until, busy(underWay), AT_ONCE_EACH, room]);
      for (const due of rows) {
        const sending: Promise<void> = post(due, now)
          .then((attempt) => finish(db, due, attempt, now))
          // Not written down: the lease runs out, and it is tried again.
          .catch(() => undefined)
          .finally(() => underWay.delete(sending));
        underWay.set(sending, due.webhookId);
      }
      return rows.length;
    },

    async settled() {
      await Promise.all(underWay.keys());
    },

    /** Until one of those under way is done, so that there is room again; at most for so many milliseconds. */
    stirred: (most: number) => Promise.race([...underWay.keys(), sleep(most)]),

    async stop() {
      await this.settled();
      await Promise.all(Object.values(agents).map((agent) => agent.close()));
    },
  };
}

interface Due {
  id: string;
  webhookId: string;
  attemptCount: number;
  body: string;
  url: string;
  secretSealed: Buffer;
  formerSecretSealed: Buffer | null;
  formerSecretUntil: Date | null;
}

interface Attempt {
  status: number | null;
  failure: string | null;
  milliseconds: number;
  isGone: boolean;
}

/** By this status a receiver says that it wants no more, ever. */
const GONE = 410;

const agentOf = (addresses: Addresses, protocol: string) =>
  new Agent({
    connect: { timeout: 5_000, lookup: addresses.lookup(protocol) },
    connections: AT_ONCE_EACH,
    keepAliveTimeout: 10_000,
  });

/** The secrets that sign at a moment, newest first. */
export const secretsOf = (
  vault: Vault,
  {
    secretSealed,
    formerSecretSealed,
    formerSecretUntil,
  }: Pick<Due, 'secretSealed' | 'formerSecretSealed' | 'formerSecretUntil'>,
  now: Date,
) =>
  [
    secretSealed,
    ...(formerSecretSealed && formerSecretUntil && now < formerSecretUntil ? [formerSecretSealed] : []),
  ].map((sealed) => vault.open(sealed));

/** Webhooks that have as much under way as one may. */
function busy(underWay: ReadonlyMap<unknown, string>) {
  const counts = new Map<string, number>();
  for (const webhookId of underWay.values()) counts.set(webhookId, (counts.get(webhookId) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= AT_ONCE_EACH).map(([webhookId]) => webhookId);
}

function reasonOf(fault: unknown) {
  const { name, code, message } = fault as Error & { code?: string };
  if (name === 'TimeoutError') return `The receiver did not answer within ${PATIENCE / 1000} s.`;
  return code === 'ADDRESS_REFUSED' ? message : `The receiver could not be reached (${code ?? name}).`;
}

const TAKE = /* SQL */ `
  with due as (
    select d.id
    from webhook w
    cross join lateral (
      select d.id from webhook_delivery d
      where d.webhook_id = w.id
        and d.state = 'PENDING'
        and (d.next_attempt_at is null or d.next_attempt_at <= $1)
        and not exists (
          select from webhook_delivery before
          where before.webhook_id = d.webhook_id and before.subject = d.subject
            and before.state = 'PENDING' and before.sequence < d.sequence
        )
      order by d.next_attempt_at nulls first, d.id
      limit $4
      for update skip locked
    ) d
    where w.state = 'ACTIVE' and w.id <> all($3::uuid[]) and (w.resting_until is null or w.resting_until <= $1)
    limit $5
  )
  update webhook_delivery d
  set attempt_count = d.attempt_count + 1, next_attempt_at = $2
  from due, webhook w
  where d.id = due.id and w.id = d.webhook_id
  returning d.id, d.webhook_id as "webhookId", d.attempt_count as "attemptCount", d.body, w.url,
    w.secret_sealed as "secretSealed", w.former_secret_sealed as "formerSecretSealed",
    w.former_secret_until as "formerSecretUntil"
`;

/** Writes down how a try went, and what follows from it for the delivery and its webhook. */
const finish = (db: DataSource, due: Due, attempt: Attempt, now: Date) =>
  db.transaction(async (tx) => {
    const { id, webhookId, attemptCount } = due;
    const { status, failure, milliseconds, isGone } = attempt;
    await tx.query(
      'insert into webhook_attempt (delivery_id, at, status, failure, milliseconds) values ($1, $2, $3, $4, $5)',
      [id, now, status, failure, milliseconds],
    );
    if (!failure) {
      await tx.query(
        `update webhook_delivery set state = 'DELIVERED', delivered_at = $2, next_attempt_at = null where id = $1`,
        [id, now],
      );
      await tx.query(
        `update webhook set failing_since = null, failure_count = 0, resting_until = null
         where id = $1 and failing_since is not null`,
        [webhookId],
      );
      return;
    }

    const next = nextAttemptAt({ id, tries: attemptCount, now });
    await tx.query('update webhook_delivery set state = $2, next_attempt_at = $3 where id = $1', [
      id,
      next ? 'PENDING' : 'DEAD',
      next,
    ]);
    const [[webhook]] = (await tx.query(
      `update webhook set failing_since = coalesce(failing_since, $2), failure_count = failure_count + 1,
         resting_until = case when failure_count + 1 >= $3 then $4::timestamptz end
       where id = $1 returning failing_since`,
      [webhookId, now, FAILURES, new Date(now.getTime() + REST)],
    )) as [{ failing_since: Date }[], number];
    if (isGone || now.getTime() - webhook!.failing_since.getTime() >= RED)
      await disable({ db, tx, now, webhookId, reason: isGone ? failure : 'Three days without a success.' });
  });

async function disable({
  db,
  tx,
  now,
  webhookId,
  reason,
}: {
  db: DataSource;
  tx: EntityManager;
  now: Date;
  webhookId: string;
  reason: string;
}) {
  const acting: Act = { db, actor: SENDER, scope: everything, now, language: 'zh-CN', tx };
  await take(acting, webhookLife, { id: webhookId, action: 'DISABLE' }, () => ({ reason }));
  await tx.query(
    `update webhook_delivery set state = 'DEAD', next_attempt_at = null where webhook_id = $1 and state = 'PENDING'`,
    [webhookId],
  );
}
