import { z } from 'zod';
import { turned } from '../sandbox/sandbox.door';
import { logged, subscription, changes as webhookChanges } from '../webhook/webhook.door';
import { following, listed } from './hotline.feed';
import { orderNumber, workOrder } from './hotline.order';
import { steps } from './hotline.steps';

const json = (schema: object, example?: object) => ({
  'application/json': { schema, ...(example && { example }) },
});
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const schemaOf = (shape: z.ZodType) => {
  const { $schema, ...schema } = z.toJSONSchema(shape, { io: 'input' }) as Record<string, unknown>;
  return schema;
};

const text = (description: string) => ({ type: 'string', description });
const optional = (description: string, format?: string) => ({
  type: ['string', 'null'],
  description,
  ...(format && { format }),
});
const id = { type: ['string', 'null'], format: 'uuid' };
const moment = { type: ['string', 'null'], format: 'date-time' };
const count = { type: 'integer', minimum: 0 };
const list = (items: object) => ({ type: 'array', items });
const record = (properties: object) => ({ type: 'object', properties });

const standing = {
  number: text('工单编号.'),
  caseId: { type: 'string', format: 'uuid', description: 'The case in the graph.' },
  reference: text('The number that people say on the phone.'),
  state: text('A CaseState of the graph.'),
  outcome: optional('办理结果. A CaseOutcome of the graph.'),
  responsibleUnitId: { ...id, description: '主办单位.' },
  dueAt: { ...moment, description: '办理时限.' },
  steps: { ...list(text('A step that the state allows.')), description: 'What can be done next.' },
};

const schemas = {
  WorkOrder: schemaOf(workOrder),
  TakenIn: record({
    number: standing.number,
    caseId: standing.caseId,
    reference: standing.reference,
    state: standing.state,
    isNew: { type: 'boolean', description: 'False when the order had come in before.' },
  }),
  Standing: record(standing),
  Order: record({
    ...standing,
    receivedAt: moment,
    channel: text('来源渠道.'),
    category: text('诉求分类.'),
    requestType: text('诉求类型.'),
    urgency: text('紧急程度.'),
    grade: optional('分级.'),
    title: text('诉求标题.'),
    areaCode: optional('区划代码、网格编码.'),
    placing: text('How it came to its area: a CasePlacing of the graph.'),
    callerNumber: optional('来电号码, masked.'),
    reporter: {
      ...record({ name: optional('Masked.'), phone: optional('Masked.') }),
      description: '诉求人.',
    },
    assistingUnitIds: { ...list(id), description: '协办单位.' },
    firstUnitId: { ...id, description: '首接单位.' },
    dispatchedAt: { ...moment, description: '派单时间.' },
    signedAt: { ...moment, description: '签收时间.' },
    contactDueAt: moment,
    firstContactAt: { ...moment, description: '首次联系时间.' },
    returns: { ...list(record({ at: moment, legalBasis: optional('退单依据.') })), description: '退单.' },
    extensions: { ...list(record({ at: moment, reason: optional('理由.') })), description: '延期.' },
    holds: { ...list(record({ at: moment, reason: optional('理由.') })), description: '挂账.' },
    supervision: { ...list(text('A CaseAlert of the graph.')), description: '督办等级.' },
    handledAt: moment,
    reply: optional('答复内容.'),
    repliedAt: { ...moment, description: '答复时间.' },
    visitedAt: { ...moment, description: '回访时间.' },
    missedVisits: { ...count, description: '回访未接通次数.' },
    visit: { type: ['object', 'null'], description: '回访结果: 响应, 解决, 满意.' },
    reopenCount: { ...count, description: '重办次数.' },
    closedAt: { ...moment, description: '办结时间.' },
    archivedAt: { ...moment, description: '归档时间.' },
    process: {
      ...list(record({ sequence: count, action: text('The act.'), at: moment, role: text('Who.') })),
      description: '办理过程. Every act, oldest first.',
    },
  }),
  Orders: record({
    orders: list(ref('Standing')),
    after: optional('Where to go on.'),
    isMore: { type: 'boolean', description: 'There is more already: ask again at once.' },
  }),
  Webhook: record({
    id: { type: 'string', format: 'uuid' },
    state: text('A WebhookState of the graph.'),
    url: text('Where it is sent.'),
    kinds: list(text('A WebhookKind of the graph.')),
    types: list(text('A type of event.')),
    secrets: list(text('What signs it, newest first.')),
    subscribedAt: moment,
    failingSince: moment,
    steps: list(text('A WebhookAction that its state allows.')),
  }),
  Deliveries: record({
    deliveries: list(
      record({
        id: text('The header webhook-id.'),
        state: text('A WebhookDeliveryState of the graph.'),
        type: text('The type of the event.'),
        subject: { type: 'string', format: 'uuid' },
        sequence: count,
        eventAt: moment,
        attemptCount: count,
        nextAttemptAt: moment,
        deliveredAt: moment,
        body: { type: 'object', description: 'The CloudEvent as it is sent.' },
        attempts: list(
          record({ at: moment, status: { type: ['integer', 'null'] }, failure: optional('Why it failed.') }),
        ),
      }),
    ),
    after: optional('Where to go on.'),
    isMore: { type: 'boolean' },
  }),
  Clock: record({ now: moment, isSandbox: { type: 'boolean' } }),
  Errors: record({
    errors: list(
      record({
        message: text('In the language of Accept-Language.'),
        extensions: {
          ...record({ code: text('Stable and free of language.') }),
          description: 'The code, and the facts of the refusal.',
        },
      }),
    ),
  }),
};

const refusal = (description: string) => ({ description, content: json(ref('Errors')) });

const refusals = {
  400: refusal('The request is not as HTTP or JSON want it.'),
  401: refusal('The key opens nothing, or no more.'),
  403: refusal('The key was not made for this call.'),
  422: refusal('A value does not fit; `field` names it.'),
  429: {
    ...refusal('Beyond the quota.'),
    headers: { 'Retry-After': { schema: { type: 'integer' }, description: 'Seconds.' } },
  },
  503: refusal('Not known whether it was done: send it again, with the same key.'),
};

const numberInPath = { name: 'number', in: 'path', required: true, schema: schemaOf(orderNumber) };
const keyHeader = (required: boolean) => ({
  name: 'Idempotency-Key',
  in: 'header',
  required,
  description:
    'Yours, new for each new request. Sent again with the same body, it is done once and answered the same.',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$' },
});

const stepPaths = Object.fromEntries(
  Object.entries(steps).map(([name, { summary, body, call }]) => [
    `/hotline/v1/orders/{number}/${name}`,
    {
      post: {
        operationId: name,
        summary,
        description: `Needs the call ${call}.`,
        parameters: [numberInPath, keyHeader(true)],
        requestBody: { required: false, content: json(schemaOf(body)) },
        responses: {
          200: { description: 'Done, now or before under this key.', content: json(ref('Standing')) },
          ...refusals,
          404: refusal('No such order of yours, or it lies with another unit.'),
          409: refusal(
            'ACTION_NOT_ALLOWED: its state does not allow it. KEY_REUSED: the key was used for another request. RETURN_LIMIT_REACHED and their like: a rule stands against it.',
          ),
        },
      },
    },
  ]),
);

/** Each part of a shape as something that stands in the address behind the question mark. */
function inQuery(shape: z.ZodObject) {
  const { properties = {} } = schemaOf(shape) as { properties?: Record<string, { description?: string }> };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    ...(description && { description }),
    schema,
  }));
}

const told = (description: string, schema: object) => ({ description, content: json(schema) });
const idInPath = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
const noWebhook = refusal('No such webhook of yours.');

const webhookPaths = {
  '/hotline/v1/webhooks': {
    get: {
      operationId: 'webhooks',
      summary: 'Your call-backs (回调), newest first.',
      description: 'Needs the call WEBHOOKS.',
      responses: {
        200: told('All of them.', record({ webhooks: list(ref('Webhook')) })),
        ...refusals,
      },
    },
    post: {
      operationId: 'subscribe',
      summary: 'Has events of your area told to an address (回调订阅).',
      description: 'Needs the call WEBHOOKS.',
      parameters: [keyHeader(true)],
      requestBody: { required: true, content: json(schemaOf(subscription)) },
      responses: { 201: told('Subscribed.', ref('Webhook')), ...refusals, 409: refusal('KEY_REUSED.') },
    },
  },
  '/hotline/v1/webhooks/{id}': {
    get: {
      operationId: 'webhook',
      summary: 'One of them.',
      description: 'Needs the call WEBHOOKS.',
      parameters: [idInPath],
      responses: { 200: told('The webhook.', ref('Webhook')), ...refusals, 404: noWebhook },
    },
  },
  '/hotline/v1/webhooks/{id}/deliveries': {
    get: {
      operationId: 'deliveries',
      summary: 'Its log (投递日志), newest first.',
      description: 'Needs the call WEBHOOKS.',
      parameters: [idInPath, ...inQuery(logged)],
      responses: { 200: told('A page.', ref('Deliveries')), ...refusals, 404: noWebhook },
    },
  },
  ...Object.fromEntries(
    Object.entries(webhookChanges).map(([name, { summary, body }]) => [
      `/hotline/v1/webhooks/{id}/${name}`,
      {
        post: {
          operationId: `${name}Webhook`,
          summary,
          description: 'Needs the call WEBHOOKS.',
          parameters: [idInPath, keyHeader(true)],
          requestBody: { required: false, content: json(schemaOf(body)) },
          responses: {
            200: told('Done, now or before under this key.', ref('Webhook')),
            ...refusals,
            404: noWebhook,
            409: refusal('ACTION_NOT_ALLOWED: its state does not allow it. KEY_REUSED.'),
          },
        },
      },
    ]),
  ),
};

const clockPaths = {
  '/hotline/v1/clock': {
    get: {
      operationId: 'clock',
      summary: 'The time by which your orders live.',
      responses: { 200: told('The time.', ref('Clock')), ...refusals },
    },
    post: {
      operationId: 'turnClock',
      summary:
        'Turns the clock of the sandbox (沙箱) forward; what falls due by then happens before it is answered.',
      requestBody: { required: true, content: json(schemaOf(turned)) },
      responses: {
        200: told('The time now.', ref('Clock')),
        ...refusals,
        409: refusal('NOT_A_SANDBOX: the key is for what is real. CLOCK_NOT_TURNED: back, or beyond a year.'),
      },
    },
  },
};

/** The description of the hotline's interface, OpenAPI 3.1. It is made of the very shapes that read what comes in. */
export const openApi = {
  openapi: '3.1.0',
  jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
  info: {
    title: 'Jinlin: work orders of hotlines (12345 工单)',
    version: '1.0.0',
    description: 'Work orders in, every step of them both ways. See docs/integration.md.',
  },
  servers: [{ url: '/' }],
  security: [{ key: [] }],
  paths: {
    '/hotline/v1/openapi.json': {
      get: {
        operationId: 'describe',
        summary: 'This description.',
        security: [],
        responses: { 200: { description: 'OpenAPI 3.1.', content: json({ type: 'object' }) } },
      },
    },
    '/hotline/v1/orders': {
      get: {
        operationId: 'list',
        summary: 'Your orders as they stand, by their numbers.',
        description: 'Needs the call HOTLINE_READ.',
        parameters: inQuery(listed),
        responses: { 200: told('A page.', ref('Orders')), ...refusals },
      },
      post: {
        operationId: 'submit',
        summary: '工单推送. Sends one order in, or a batch of up to 5 000, one a line.',
        description: 'Needs the call HOTLINE_SUBMIT.',
        parameters: [keyHeader(false)],
        requestBody: {
          required: true,
          content: { ...json(ref('WorkOrder')), 'application/x-ndjson': { schema: ref('WorkOrder') } },
        },
        responses: {
          202: {
            description: 'Durable. Of a batch: all of it, with a line for each line.',
            content: { ...json(ref('TakenIn')), 'application/x-ndjson': { schema: ref('TakenIn') } },
          },
          207: {
            description: 'Of a batch: some lines were refused; each line tells its `status`.',
            content: { 'application/x-ndjson': { schema: ref('TakenIn') } },
          },
          ...refusals,
          404: refusal('The area does not exist in your reach.'),
          409: refusal(
            'ORDER_DIFFERS: the number came in before with other content. KEY_REUSED: the key did.',
          ),
        },
      },
    },
    '/hotline/v1/changes': {
      get: {
        operationId: 'changes',
        summary:
          'Your orders to which something has happened, as they stand now: for those who cannot be called back.',
        description: 'Needs the call HOTLINE_READ.',
        parameters: inQuery(following),
        responses: { 200: told('What has changed.', ref('Orders')), ...refusals },
      },
    },
    '/hotline/v1/orders/{number}': {
      get: {
        operationId: 'read',
        summary: 'All that has become of an order.',
        description: 'Needs the call HOTLINE_READ.',
        parameters: [numberInPath],
        responses: {
          200: { description: 'The order.', content: json(ref('Order')) },
          ...refusals,
          404: refusal('No such order of yours.'),
        },
      },
    },
    ...stepPaths,
    ...webhookPaths,
    ...clockPaths,
  },
  components: {
    schemas,
    securitySchemes: {
      key: { type: 'http', scheme: 'bearer', description: 'A key that an operator issued: jk_….' },
    },
  },
};
