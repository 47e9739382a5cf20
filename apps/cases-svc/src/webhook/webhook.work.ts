import { poolOf } from '@jinlin/database';
import { keepConsuming } from '@jinlin/events';
import { keepTicking } from '@jinlin/service';
import type { DataSource } from 'typeorm';
import { forgetOldDeliveries } from './webhook.log';
import { webhookConsumer } from './webhook.outbox';
import { type Senders, webhookSender } from './webhook.sender';

/** Milliseconds between two looks at what is due while nothing happens, and at least. */
const REST = 200;
const LEAST_REST = 10;

const HOUR = 3_600_000;

export interface WebhookWork extends Omit<Senders, 'db'> {
  schema: string;
  /** How many days the log of deliveries goes back. */
  logDays: number;
}

/** Makes deliveries of the service's own events, sends them, and in the end forgets them, for as long as it serves; safe in several processes. */
export const workWebhooks =
  ({ schema, logDays, ...parts }: WebhookWork) =>
  (db: DataSource, onFault: (fault: unknown) => void) => {
    const pool = poolOf(db);
    const sender = webhookSender({ db, ...parts });
    const stopConsuming = keepConsuming(
      webhookConsumer({ from: { pool, schema, service: 'cases-svc' }, into: pool }),
      onFault,
      REST,
    );
    const send = async (now: Date) => {
      await sender.send(now);
      await sender.stirred(REST);
    };
    const stopSending = keepTicking(send, onFault, LEAST_REST);

    const forget = (now: Date) => forgetOldDeliveries(db, { now, days: logDays });
    const stopForgetting = keepTicking(forget, onFault, HOUR);

    return async () => {
      await Promise.all([stopConsuming(), stopSending(), stopForgetting()]);
      await sender.stop();
    };
  };
