import type { Resolvers } from '../generated/graphql';
import { secretsShown, webhook, webhooks } from './webhook.find';
import {
  changeWebhook,
  endWebhook,
  pauseWebhook,
  replayWebhook,
  resumeWebhook,
  rotateWebhookSecret,
  subscribeWebhook,
} from './webhook.service';
import { webhookStates } from './webhook.states';

export const webhookResolvers: Resolvers = {
  Query: {
    webhook: (_, { id }, ctx) => webhook(ctx, id),
    webhooks: (_, args, ctx) => webhooks(ctx, args),
  },
  Mutation: {
    subscribeWebhook: (_, { input }, ctx) => subscribeWebhook(ctx, input),
    changeWebhook: (_, { input }, ctx) => changeWebhook(ctx, input),
    rotateWebhookSecret: (_, { input }, ctx) => rotateWebhookSecret(ctx, input),
    pauseWebhook: (_, { input }, ctx) => pauseWebhook(ctx, input),
    resumeWebhook: (_, { input }, ctx) => resumeWebhook(ctx, input),
    replayWebhook: (_, { input }, ctx) => replayWebhook(ctx, input),
    endWebhook: (_, { input }, ctx) => endWebhook(ctx, input),
  },
  Webhook: {
    __resolveReference: ({ id }, ctx) => webhook(ctx, id),
    availableActions: ({ state }) => webhookStates.actions(state).filter((action) => action !== 'DISABLE'),
    area: ({ areaId }) => ({ id: areaId }),
    secrets: (row, _, ctx) => secretsShown(ctx, row),
    deliveries: ({ id }, { where, ...page }, { load }) =>
      load.deliveriesOfWebhook(id, { ...page, where: where ?? {} }),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  WebhookDelivery: {
    attempts: ({ id }, _, { load }) => load.attemptsOfDelivery.load(id),
  },
};
