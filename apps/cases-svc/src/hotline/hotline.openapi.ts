import { z } from 'zod';
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
    visit: { type: ['object', 'null'], description: '回访结果: 响应, 解决, 满意.' },
    reopenCount: { ...count, description: '重办次数.' },
    closedAt: { ...moment, description: '办结时间.' },
    archivedAt: { ...moment, description: '归档时间.' },
    process: {
      ...list(record({ sequence: count, action: text('The act.'), at: moment, role: text('Who.') })),
      description: '办理过程. Every act, oldest first.',
    },
  }),
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
  },
  components: {
    schemas,
    securitySchemes: {
      key: { type: 'http', scheme: 'bearer', description: 'A key that an operator issued: jk_….' },
    },
  },
};
