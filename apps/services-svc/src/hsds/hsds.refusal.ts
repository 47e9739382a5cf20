import { say } from '@jinlin/graphql';
import type { Context } from '../context';

/** A "no" to a client of the standard: its status, and a sentence that says what would be right. */
export class Refused {
  constructor(
    readonly status: 400 | 404,
    readonly message: string,
  ) {}
}

export const nothingThere = (ctx: Context, what: string, id: string) =>
  new Refused(404, say(ctx, { en: `There is no ${what} ${id}.`, zh: `没有 ${what} ${id}。` }));

export const unknownParameter = (ctx: Context, name: string, known: readonly string[]) =>
  new Refused(
    400,
    say(ctx, {
      en: `There is no parameter "${name}" here; there are ${known.join(', ')}.`,
      zh: `此处没有参数“${name}”；可用：${known.join('、')}。`,
    }),
  );

/** One sentence, or a part of one, in both languages. */
export interface Words {
  en: string;
  zh: string;
}

export const wrongParameter = (ctx: Context, name: string, wanted: Words) =>
  new Refused(
    400,
    say(ctx, { en: `"${name}" must be ${wanted.en}.`, zh: `参数“${name}”应为：${wanted.zh}。` }),
  );
