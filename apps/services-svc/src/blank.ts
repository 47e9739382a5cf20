import { invalidInput, type Listener } from '@jinlin/graphql';

/** Refuses a text that says nothing. */
export const blank = (ctx: Listener, field: string, text: string) =>
  text.trim()
    ? null
    : invalidInput(ctx, field, { en: `"${field}" must not be blank.`, zh: `“${field}”不能为空。` });
