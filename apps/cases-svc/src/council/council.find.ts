import { say } from '@jinlin/graphql';
import type { Context } from '../context';
import type { Council } from './council.entity';

/** The kind of a council as its locality has it today. Profiles add versions and take no kind away, so there is one. */
export function kindOf({ localities, now }: Context, { localityCode, kind }: Council) {
  const known = localities.named(localityCode).councilKind(kind, now);
  if (known) return known;
  throw new Error(`The profile of ${localityCode} has lost its councils of the kind ${kind}.`);
}

/** A thing of the profile by its key, in the listener's language. */
export const titled = (ctx: Context, { key, title }: { key: string; title: { zh: string; en: string } }) => ({
  key,
  title: say(ctx, title),
});
