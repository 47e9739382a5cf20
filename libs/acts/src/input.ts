import { type Listener, say } from '@jinlin/graphql';
import { GraphQLError } from 'graphql';

const LONGEST_KEY = 200;

/** Throws when an input cannot be kept as it was sent: its client key is none, or a text holds what no text has. */
export function mustBeKeepable(ctx: Listener, input: { clientKey: string }) {
  const { length } = input.clientKey;
  if (length < 1 || length > LONGEST_KEY) {
    throw misfit(ctx, {
      en: `"clientKey" must have 1 to ${LONGEST_KEY} characters.`,
      zh: `“clientKey”须为 1 至 ${LONGEST_KEY} 个字符。`,
    });
  }

  const field = unkeepable(input, 'input');
  if (field) {
    throw misfit(ctx, {
      en: `"${field}" holds a character that cannot be kept: a NUL, or half of one.`,
      zh: `“${field}”含有无法保存的字符（NUL 或不完整的字符）。`,
    });
  }
}

/** The path of the first text that PostgreSQL would not keep as it is; null when it keeps all of them. */
function unkeepable(value: unknown, path: string): string | null {
  if (typeof value === 'string') return /[\0\p{Surrogate}]/u.test(value) ? path : null;
  if (value === null || typeof value !== 'object') return null;

  for (const [name, inner] of Object.entries(value)) {
    const found = unkeepable(inner, `${path}.${name}`);
    if (found) return found;
  }
  return null;
}

const misfit = (ctx: Listener, sentence: { en: string; zh: string }) =>
  new GraphQLError(say(ctx, sentence), { extensions: { code: 'BAD_USER_INPUT' } });
