import { invalidInput, isRefusal, notFound } from '@jinlin/graphql';
import type { Doors } from '@jinlin/server';
import type { FastifyRequest } from 'fastify';
import { Case } from '../case/case.entity';
import type { Context } from '../context';
import { changedOrders, ordersByNumber } from './hotline.feed';
import {
  type Answer,
  answering,
  badKey,
  bytesOf,
  type ContextOf,
  keyOf,
  NDJSON,
  no,
  readJson,
} from './hotline.http';
import { type Incoming, type Outcome, takeIn } from './hotline.intake';
import { openApi } from './hotline.openapi';
import { orderNumber, workOrder } from './hotline.order';
import { type Step, steps } from './hotline.steps';
import { orderInFull, orderNumbered, standing } from './hotline.view';

/** The most orders of one batch. */
export const BATCH = 5_000;

/** Bytes of a batch; a gateway takes as many. */
const BATCH_BYTES = 4 * 1024 * 1024;

/** The work orders of hotlines: in, singly and in batches; every step of theirs; and what has become of them. */
export function hotlineDoor(contextOf: ContextOf): Doors {
  const answer = answering(contextOf);

  return (app) => {
    app.get('/hotline/v1/openapi.json', () => openApi);

    app.post(
      '/hotline/v1/orders',
      { bodyLimit: BATCH_BYTES },
      answer('HOTLINE_SUBMIT', (ctx, request) =>
        request.headers['content-type']?.startsWith(NDJSON) ? takeBatch(ctx, request) : takeOne(ctx, request),
      ),
    );

    app.get('/hotline/v1/orders', answer('HOTLINE_READ', ordersByNumber));
    app.get('/hotline/v1/changes', answer('HOTLINE_READ', changedOrders));

    app.get(
      '/hotline/v1/orders/:number',
      answer('HOTLINE_READ', async (ctx, { params }) => {
        const { number } = params as { number: string };
        const found = orderNumber.safeParse(number).success && (await orderNumbered(ctx, number));
        return found
          ? { status: 200, body: await orderInFull(ctx, found) }
          : no(notFound(ctx, 'Order', number));
      }),
    );

    for (const [name, step] of Object.entries(steps)) {
      app.post(
        `/hotline/v1/orders/:number/${name}`,
        answer(step.call, (ctx, request) => takeStep(ctx, request, step)),
      );
    }
  };
}

async function takeOne(ctx: Context, request: FastifyRequest): Promise<Answer> {
  const key = keyOf(request);
  if (key === 'BAD') return no(badKey(ctx));
  const read = readJson(ctx, workOrder, bytesOf(request));
  if ('refusal' in read) return no(read.refusal);

  return told(read.value.number, await takeIn(ctx, { order: read.value, key }));
}

/** One line an order, each with its own outcome: what is wrong with one keeps no other out. */
async function takeBatch(ctx: Context, request: FastifyRequest): Promise<Answer> {
  const key = keyOf(request);
  if (key === 'BAD') return no(badKey(ctx));
  const lines = bytesOf(request)
    .toString()
    .split('\n')
    .flatMap((text, i) => (text.trim() ? [{ line: i + 1, text }] : []));
  if (lines.length === 0 || lines.length > BATCH) return no(badBatch(ctx));

  const read = lines.map(({ line, text }) => ({ line, one: readJson(ctx, workOrder, text) }));
  const good: Incoming[] = [];
  for (const { line, one } of read) {
    if ('value' in one) good.push({ order: one.value, key: key && `${key}#${line}` });
  }
  const outcomes = (await Promise.all(good.map((one) => takeIn(ctx, one)))).values();

  const answers = read.map(({ line, one }) => {
    const { status, body } =
      'refusal' in one ? no(one.refusal) : told(one.value.number, outcomes.next().value!);
    return { line, status, ...(body as object) };
  });
  return {
    status: answers.every(({ status }) => status < 400) ? 202 : 207,
    body: answers.map((answer) => `${JSON.stringify(answer)}\n`).join(''),
  };
}

/** Runs the act that a step is, under the key of the request: asked again, it answers the same and does nothing more. */
async function takeStep(ctx: Context, request: FastifyRequest, { call, body, run }: Step): Promise<Answer> {
  const { number } = request.params as { number: string };
  const clientKey = keyOf(request);
  if (clientKey === null || clientKey === 'BAD') return no(badKey(ctx));
  const read = readJson(ctx, body, bytesOf(request));
  if ('refusal' in read) return no(read.refusal);
  const found = orderNumber.safeParse(number).success && (await orderNumbered(ctx, number));
  if (!found || !ctx.actor) return no(notFound(ctx, 'Order', number));
  // The act has a connection of its own; a request holds one at a time.
  await ctx.renew();

  const input = { ...read.value, clientKey, id: found.row.id };
  const answer = await (call === 'HOTLINE_UNIT' ? inNameOfUnit(ctx, found.row, input, run) : run(ctx, input));
  if (isRefusal(answer)) return no(answer);
  if (!(answer instanceof Case)) throw new Error('A step answers with the case.');
  return { status: 200, body: standing(number, answer) };
}

/** Takes a step as the unit that is named, or as the one with which the case lies. */
const inNameOfUnit = (
  ctx: Context,
  { responsibleUnitId }: Case,
  { unitId, ...input }: { clientKey: string; id: string; unitId?: string },
  run: Step['run'],
) => run({ ...ctx, actor: ctx.actor && { ...ctx.actor, unitId: unitId ?? responsibleUnitId } }, input);

function told(number: string, outcome: Outcome): Answer {
  if ('refusal' in outcome) return no(outcome.refusal);
  const { id, reference, state } = outcome.case;
  return { status: 202, body: { number, caseId: id, reference, state, isNew: outcome.isNew } };
}

const badBatch = (ctx: Context) =>
  invalidInput(ctx, 'body', {
    en: `A batch has 1 to ${BATCH} lines, one order a line.`,
    zh: `批量请求须为 1 至 ${BATCH} 行，每行一个工单。`,
  });
