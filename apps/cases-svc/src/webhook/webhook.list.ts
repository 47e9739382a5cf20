import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, manyBy, oneBy, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { WebhookDeliveryFilter, WebhookFilter } from '../generated/graphql';
import { Webhook, WebhookAttempt, WebhookDelivery } from './webhook.entity';

export type WebhookPage = Page<Webhook>;
export type WebhookDeliveryPage = Page<WebhookDelivery>;

interface WebhookListArgs extends PageInput {
  where: WebhookFilter;
}

interface DeliveryListArgs extends PageInput {
  where: WebhookDeliveryFilter;
}

/** Webhooks of an owner or of an area, and the log of each, newest first. */
export function webhookLists(db: DataSource, read: Reader) {
  const webhooks = (belongs: string) =>
    lists<Webhook, WebhookListArgs>(read, {
      columns: columnsOf(db, Webhook, 'w'),
      from: 'webhook w',
      where: ({ where }, at) => [belongs, where.state && `w.state = ${at(where.state)}`],
      order: [
        ['w.subscribed_at', 'timestamptz'],
        ['w.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ subscribedAt, id }) => [subscribedAt, id],
      figures: { totalCount },
    });

  return {
    webhook: oneBy(db, read, Webhook, 'id'),
    webhooksOf: webhooks('w.owner_id = parent.key'),
    webhooksIn: webhooks('starts_with(w.area_path, parent.key)'),
    attemptsOfDelivery: manyBy(db, read, WebhookAttempt, 'deliveryId', 'at, id'),
    deliveriesOfWebhook: lists<WebhookDelivery, DeliveryListArgs>(read, {
      columns: columnsOf(db, WebhookDelivery, 'd'),
      from: 'webhook_delivery d',
      where: ({ where }, at) => [
        'd.webhook_id = parent.key::uuid',
        where.state && `d.state = ${at(where.state)}`,
        where.types && `d.type = any(${at(where.types)}::text[])`,
        where.subject && `d.subject = ${at(where.subject)}::uuid`,
        where.eventFrom && `d.event_at >= ${at(where.eventFrom)}::timestamptz`,
        where.eventBefore && `d.event_at < ${at(where.eventBefore)}::timestamptz`,
      ],
      order: [
        ['d.event_at', 'timestamptz'],
        ['d.sequence', 'int'],
        ['d.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ eventAt, sequence, id }) => [eventAt, sequence, id],
      figures: { totalCount },
    }),
  };
}
