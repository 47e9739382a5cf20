import { say } from '@jinlin/graphql';
import type { Context } from './context';

interface Titled {
  key: string;
  title: { zh: string; en: string };
}

/** Something of a profile by its key, as it is called there; by the key alone once it is there no more. */
export function labelled(ctx: Context, known: readonly Titled[], code: string) {
  const title = known.find(({ key }) => key === code)?.title;
  return { code, label: title ? say(ctx, title) : code };
}
