import { poolOf } from '@jinlin/database';
import { keepConsuming } from '@jinlin/events';
import { keepTicking } from '@jinlin/service';
import type { DataSource } from 'typeorm';
import { webhookConsumer } from './webhook.outbox';
import { type Senders, webhookSender } from './webhook.sender';

/** Milliseconds between two looks at what is due while nothing happens, and at least. */
const REST = 200;
const LEAST_REST = 10;

/** Makes deliveries of the service's own events and sends them, for as long as it serves; safe in several processes. */
export const workWebhooks =
  ({ schema, ...parts }: Omit<Senders, 'db'> & { schema: string }) =>
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

    return async () => {
      await Promise.all([stopConsuming(), stopSending()]);
      await sender.stop();
    };
  };
