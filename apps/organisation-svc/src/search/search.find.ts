import { recordUnmaskings } from '@jinlin/acts';
import { maskName } from '@jinlin/privacy';
import { GraphQLError } from 'graphql';
import { pathNamed } from '../area/area.find';
import type { Context } from '../context';
import type { FindableKind, QuerySearchArgs } from '../generated/graphql';
import { hashOfInitials, hashOfName } from './name-keys';
import type { PeopleSought } from './people.sql';
import { plain } from './reading';
import type { FoundRow, SearchPage } from './search.list';

/** The longest text that is looked for. */
const LONGEST = 50;

const EVERY_KIND: readonly FindableKind[] = ['AREA', 'UNIT', 'PERSON'];

/** Finds areas, units and people; whoever finds people by their whole names has stated why, and it is recorded. */
export async function search(
  ctx: Context,
  { text, where, purpose, ...page }: QuerySearchArgs,
): Promise<SearchPage> {
  const { withinCode, withinId, kinds, levels, unitKinds } = where ?? {};
  const sought = soughtIn(text);
  const path = await pathNamed(ctx, { withinCode, withinId });
  // Naming levels or kinds of units asks for areas or units alone.
  const narrowed = [...(levels ? ['AREA'] : []), ...(unitKinds ? ['UNIT'] : [])];
  const found = await ctx.load.found(path ?? '/', {
    ...page,
    text: sought,
    kinds: (kinds ?? EVERY_KIND).filter((kind) => narrowed.length === 0 || narrowed.includes(kind)),
    levels,
    unitKinds,
    people: peopleSought(ctx, text, purpose),
  });
  if (purpose) {
    const ids = found.nodes.filter(({ kind }) => kind === 'PERSON').map(({ id }) => id);
    await recordUnmaskings(ctx, { type: 'Person', ids, purpose });
  }
  return found;
}

function soughtIn(text: string) {
  const sought = plain(text);
  if (sought.length > 0 && sought.length <= LONGEST) return sought;
  throw new GraphQLError(`Look for something of 1 to ${LONGEST} characters.`, {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/** People are for those in whose area they are; without a purpose, only what everybody is shown finds them. */
function peopleSought({ scope, vault }: Context, text: string, purpose?: string | null): PeopleSought | null {
  if (scope.areaPath === null) return null;
  if (!purpose) {
    const name = plain(text);
    // A surname alone is shown of everybody who bears it, however long the rest is.
    const isPrefix = name.length === 1;
    return { within: scope.areaPath, maskedName: isPrefix ? name : maskName(name), isPrefix };
  }
  return {
    within: scope.areaPath,
    nameKey: hashOfName(vault, text).toString('hex'),
    initialsKey: hashOfInitials(vault, plain(text)).toString('hex'),
  };
}

/** The record that was found. */
export async function recordFound({ load }: Context, { kind, id }: FoundRow) {
  if (kind === 'AREA') return { ...(await load.areasOn(null).byId.load(id))!, __typename: 'Area' as const };
  if (kind === 'UNIT') return { ...(await load.unit.load(id))!, __typename: 'Unit' as const };
  return { ...(await load.person.load(id))!, __typename: 'Person' as const };
}
