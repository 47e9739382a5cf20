import { isRefusal, notFound } from '@jinlin/graphql';
import type { Doors } from '@jinlin/server';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Context } from '../context';
import type { WebhookDeliveryState, WebhookKind } from '../generated/graphql';
import {
  type Answer,
  answering,
  badKey,
  bytesOf,
  type ContextOf,
  keyOf,
  no,
  readJson,
  readQuery,
} from '../hotline/hotline.http';
import { Webhook } from './webhook.entity';
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

const KINDS = [
  'CASE',
  'WHISTLE',
  'INCIDENT',
  'GOVERNANCE_PROPOSAL',
  'TOPIC',
  'COUNCIL',
  'MEETING',
  'MATTER',
  'DELIBERATION',
  'VOTE',
  'DEMAND',
  'RESOURCE',
  'PROJECT',
  'PROJECT_LIST',
  'RENEWAL_PROJECT',
  'ZERO_EVALUATION',
] as const satisfies readonly WebhookKind[];
const STATES = ['PENDING', 'DELIVERED', 'DEAD'] as const satisfies readonly WebhookDeliveryState[];

const url = z.string().max(2_000).describe('https://…');
const kinds = z.array(z.enum(KINDS)).max(KINDS.length).describe('What is told of.');
const types = z.array(z.string().max(80)).max(100).describe('Only these types, such as `case.close`.');
const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** What subscribing needs. */
export const subscription = z.strictObject({ url, kinds, types: types.optional() });

const which = {
  state: z.enum(STATES).optional(),
  types: types.optional(),
  eventFrom: moment.optional(),
  eventBefore: moment.optional(),
};

interface Change {
  summary: string;
  body: z.ZodObject;
  run: (ctx: Context, input: { clientKey: string; id: string }) => Promise<object>;
}

/** What can be done to a webhook by its name in the address, each the very act of the graph. */
export const changes: Readonly<Record<string, Change>> = {
  change: {
    summary: 'Sends it elsewhere, or tells it of other events.',
    body: z.strictObject({ url: url.optional(), kinds: kinds.optional(), types: types.optional() }),
    run: changeWebhook,
  },
  rotate: {
    summary: 'Gives it a new secret; both sign for a day.',
    body: z.strictObject({}),
    run: rotateWebhookSecret,
  },
  pause: { summary: 'Keeps events until it is resumed.', body: z.strictObject({}), run: pauseWebhook },
  resume: { summary: 'Sends again.', body: z.strictObject({}), run: resumeWebhook },
  replay: {
    summary: 'Sends deliveries once more: those named, or those that the conditions fit.',
    body: z.strictObject({ deliveryIds: z.array(z.uuid()).max(1_000).optional(), ...which }),
    run: replayWebhook,
  },
  end: { summary: 'Ends it for good.', body: z.strictObject({}), run: endWebhook },
};

/** How the log of a webhook is asked for. */
export const logged = z.strictObject({
  after: z.string().max(400).optional(),
  first: z.coerce.number().int().min(1).max(100).default(20),
  state: which.state,
  subject: z.uuid().optional().describe('The id of the record that is told of.'),
  eventFrom: which.eventFrom,
  eventBefore: which.eventBefore,
});

/** Call-backs by an integrator's key: subscribed, changed, replayed, and what became of each delivery. */
export const webhookDoor =
  (contextOf: ContextOf): Doors =>
  (app) => {
    const answer = answering(contextOf);

    app.get('/hotline/v1/webhooks', answer('WEBHOOKS', allOfThem));
    app.post('/hotline/v1/webhooks', answer('WEBHOOKS', subscribe));
    app.get('/hotline/v1/webhooks/:id', answer('WEBHOOKS', one));
    app.get('/hotline/v1/webhooks/:id/deliveries', answer('WEBHOOKS', log));
    for (const [name, change] of Object.entries(changes)) {
      app.post(
        `/hotline/v1/webhooks/:id/${name}`,
        answer('WEBHOOKS', (ctx, request) => changed(ctx, request, change)),
      );
    }
  };

async function allOfThem(ctx: Context): Promise<Answer> {
  const { nodes } = await webhooks(ctx, { first: 100 });
  return { status: 200, body: { webhooks: nodes.map((row) => told(ctx, row)) } };
}

async function subscribe(ctx: Context, request: FastifyRequest): Promise<Answer> {
  const clientKey = keyOf(request);
  if (clientKey === null || clientKey === 'BAD') return no(badKey(ctx));
  const read = readJson(ctx, subscription, bytesOf(request));
  if ('refusal' in read) return no(read.refusal);
  return answered(ctx, 201, await subscribeWebhook(ctx, { ...read.value, clientKey }));
}

async function one(ctx: Context, { params }: FastifyRequest): Promise<Answer> {
  const { id } = params as { id: string };
  const found = await withId(ctx, id);
  return found ? { status: 200, body: told(ctx, found) } : no(notFound(ctx, 'Webhook', id));
}

async function changed(ctx: Context, request: FastifyRequest, { body, run }: Change): Promise<Answer> {
  const { id } = request.params as { id: string };
  const clientKey = keyOf(request);
  if (clientKey === null || clientKey === 'BAD') return no(badKey(ctx));
  const read = readJson(ctx, body, bytesOf(request));
  if ('refusal' in read) return no(read.refusal);
  if (!isId(id)) return no(notFound(ctx, 'Webhook', id));
  return answered(ctx, 200, await run(ctx, { ...read.value, clientKey, id }));
}

async function log(ctx: Context, request: FastifyRequest): Promise<Answer> {
  const { id } = request.params as { id: string };
  const asked = readQuery(ctx, logged, request);
  if ('refusal' in asked) return no(asked.refusal);
  if (!(await withId(ctx, id))) return no(notFound(ctx, 'Webhook', id));

  const { first, after, ...where } = asked.value;
  const { nodes, pageInfo } = await ctx.load.deliveriesOfWebhook(id, { first, after, where });
  const attempts = await Promise.all(nodes.map((row) => ctx.load.attemptsOfDelivery.load(row.id)));
  const deliveries = nodes.map(({ __typename, webhookId, body, ...row }, i) => ({
    ...row,
    body: JSON.parse(body),
    attempts: attempts[i]!.map(({ at, status, failure, milliseconds }) => ({
      at,
      status,
      failure,
      milliseconds,
    })),
  }));
  return { status: 200, body: { deliveries, after: pageInfo.endCursor, isMore: pageInfo.hasNextPage } };
}

function answered(ctx: Context, status: number, answer: object): Answer {
  if (isRefusal(answer)) return no(answer);
  if (!(answer instanceof Webhook)) throw new Error('An act on a webhook answers with it.');
  return { status, body: told(ctx, answer) };
}

/** A webhook as its owner sees it. */
function told(ctx: Context, row: Webhook) {
  const { id, state, url, kinds, types, subscribedAt, failingSince } = row;
  const steps = webhookStates.actions(state).filter((action) => action !== 'DISABLE');
  return { id, state, url, kinds, types, subscribedAt, failingSince, secrets: secretsShown(ctx, row), steps };
}

const isId = (id: string) => z.uuid().safeParse(id).success;

const withId = async (ctx: Context, id: string) => (isId(id) ? webhook(ctx, id) : null);
