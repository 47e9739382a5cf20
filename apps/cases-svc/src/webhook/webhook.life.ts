import type { Life } from '@jinlin/acts';
import type { WebhookAction, WebhookState } from '../generated/graphql';
import { Webhook } from './webhook.entity';
import { webhookStates } from './webhook.states';

/** What the acts on webhooks have in common. */
export const webhookLife: Life<Webhook, WebhookState, WebhookAction> = {
  entity: Webhook,
  name: 'Webhook',
  event: 'webhook',
  states: webhookStates,
  tell: ({ areaId, kinds, types }) => ({ areaId, kinds, types }),
};
