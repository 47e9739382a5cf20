// An expected "no" is an answer, not an exception: a value that names its own GraphQL type.

export type Language = 'zh-CN' | 'en';

/** Whoever must be answered in a language. */
export interface Listener {
  language: Language;
}

/** A sentence in the listener's language. */
export const say = ({ language }: Listener, sentence: { en: string; zh: string }) =>
  language === 'zh-CN' ? sentence.zh : sentence.en;

/** Chinese unless the header prefers English. */
export const languageOf = (acceptLanguage: string | undefined): Language =>
  /^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'zh-CN';

const refusals = new WeakSet<object>();

/** Makes a refusal of its GraphQL type, stable code, message and facts; `isRefusal` knows it again. */
export function refusal<Type extends string, Facts extends object>(
  __typename: Type,
  code: string,
  message: string,
  facts: Facts,
) {
  const no = { __typename, code, message, ...facts };
  refusals.add(no);
  return no;
}

export type AnyRefusal = { __typename: string; code: string; message: string };

export const isRefusal = (answer: unknown): answer is AnyRefusal =>
  typeof answer === 'object' && answer !== null && refusals.has(answer);

export const notFound = (ctx: Listener, what: string, id: string) =>
  refusal(
    'NotFound',
    'NOT_FOUND',
    say(ctx, { en: `${what} ${id} does not exist.`, zh: `${what} ${id} 不存在。` }),
    { id },
  );

export const actionNotAllowed = (ctx: Listener, action: string, state: string) =>
  refusal(
    'ActionNotAllowed',
    'ACTION_NOT_ALLOWED',
    say(ctx, { en: `Cannot ${action} while ${state}.`, zh: `当前状态 ${state} 不能执行 ${action}。` }),
    { action, state },
  );

export const invalidInput = (ctx: Listener, field: string, sentence: { en: string; zh: string }) =>
  refusal('InvalidInput', 'INVALID_INPUT', say(ctx, sentence), { field });

/** Refuses a text that says nothing; null when it says something. */
export const blank = (ctx: Listener, field: string, text: string) =>
  text.trim()
    ? null
    : invalidInput(ctx, field, { en: `"${field}" must not be blank.`, zh: `“${field}”不能为空。` });

/** Refuses a text of more characters than there is room for; null when it fits. */
export const tooLong = (ctx: Listener, field: string, text: string, most: number) =>
  text.length <= most
    ? null
    : invalidInput(ctx, field, {
        en: `"${field}" must not be longer than ${most} characters.`,
        zh: `“${field}”不得超过 ${most} 字。`,
      });

const LONGEST_NAME = 200;

/** Refuses what is no name: it says nothing, or is longer than names are; null when it is one. */
export const noName = (ctx: Listener, field: string, text: string) =>
  blank(ctx, field, text) ?? tooLong(ctx, field, text, LONGEST_NAME);

export const keyReused = (ctx: Listener, clientKey: string) =>
  refusal(
    'KeyReused',
    'KEY_REUSED',
    say(ctx, {
      en: `Client key ${clientKey} was used for another request; use a new key for a new act.`,
      zh: `客户端键 ${clientKey} 已用于另一请求；新的操作请使用新的键。`,
    }),
    { clientKey },
  );

export type Refused =
  | ReturnType<typeof notFound>
  | ReturnType<typeof actionNotAllowed>
  | ReturnType<typeof invalidInput>
  | ReturnType<typeof keyReused>;
