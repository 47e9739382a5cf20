import { invalidInput } from '@jinlin/graphql';
import { refused, type SubgraphRequest, subgraphRequest } from '@jinlin/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Context } from '../context';
import type { IntegratorCall } from '../generated/graphql';
import { mayCall } from '../integrator/integrator.door';

export type ContextOf = (request: SubgraphRequest) => Promise<Context>;
export type Answer = { status: number; body: unknown };

export const NDJSON = 'application/x-ndjson';

/** Answers whoever may make a call, and refuses the others; a text is NDJSON. */
export const answering =
  (contextOf: ContextOf) =>
  (call: IntegratorCall | null, answer: (ctx: Context, request: FastifyRequest) => Promise<Answer>) =>
  async (request: FastifyRequest, reply: FastifyReply) => {
    const ctx = await contextOf(subgraphRequest(request, new AbortController().signal));
    try {
      if (call && !mayCall(ctx.actor, call)) return reply.code(403).send(forbidden(call));
      const { status, body } = await answer(ctx, request);
      const type = typeof body === 'string' ? NDJSON : 'application/json; charset=utf-8';
      return reply.code(status).type(type).send(body);
    } finally {
      await ctx.end();
    }
  };

const forbidden = (call: IntegratorCall) =>
  refused('FORBIDDEN', `The key was not made for ${call}.`, { call });

export type No = { __typename?: string; code: string; message: string };

/** A refusal as systems read it: its status, its code, and the facts that it carries. */
export function no({ __typename, code, message, ...facts }: No): Answer {
  return { status: STATUS[code] ?? 409, body: refused(code, message, facts) };
}

/** What is no conflict with what has come to pass. */
const STATUS: Readonly<Record<string, number>> = {
  NOT_FOUND: 404,
  INVALID_INPUT: 422,
  BAD_REQUEST: 400,
};

/** The key of a request, null for none. */
export function keyOf({ headers }: FastifyRequest): string | null | 'BAD' {
  const key = headers['idempotency-key'];
  if (key === undefined) return null;
  return typeof key === 'string' && /^[\x21-\x7e]{1,200}$/.test(key) ? key : 'BAD';
}

export const bytesOf = ({ body }: FastifyRequest) => (body as Buffer | undefined) ?? Buffer.alloc(0);

type Read<Shape extends z.ZodType> = { value: z.infer<Shape> } | { refusal: No };

/** Reads JSON by a shape; the refusal names what does not fit. No body is an empty one; a byte order mark is passed over. */
export function readJson<Shape extends z.ZodType>(
  ctx: Context,
  shape: Shape,
  source: Buffer | string,
): Read<Shape> {
  let json: unknown;
  try {
    json = JSON.parse(source.toString().replace(/^\uFEFF/, '') || '{}');
  } catch {
    return { refusal: { code: 'BAD_REQUEST', message: 'The body is not JSON.' } };
  }
  return fitted(ctx, shape, json);
}

/** Reads what stands in the address behind the question mark. */
export const readQuery = <Shape extends z.ZodType>(ctx: Context, shape: Shape, { query }: FastifyRequest) =>
  fitted(ctx, shape, query);

/** What a shape with a check of its own says of what does not pass it. */
type Wanted = Record<'en' | 'zh', string>;

function fitted<Shape extends z.ZodType>(ctx: Context, shape: Shape, given: unknown): Read<Shape> {
  const { localeError } = ctx.language === 'en' ? z.locales.en() : z.locales.zhCN();
  const { data, error } = shape.safeParse(given, { error: localeError });
  if (!error) return { value: data };

  const { path, message, ...issue } = error.issues[0]!;
  const field = path.join('.');
  const { en, zh } = 'params' in issue ? (issue.params as Wanted) : { en: message, zh: message };
  return {
    refusal: invalidInput(ctx, field, {
      en: `${field || 'order'}: ${en}`,
      zh: `${field || '工单'}：${zh}`,
    }),
  };
}

export const badKey = (ctx: Context) =>
  invalidInput(ctx, 'Idempotency-Key', {
    en: 'Send an Idempotency-Key of 1 to 200 visible ASCII characters, new for each new step.',
    zh: '请携带 Idempotency-Key（1 至 200 个可见 ASCII 字符），每个新操作使用新的键。',
  });
