import { copyRows } from '@jinlin/database';
import { remembered } from '@jinlin/graphql';
import type { Loading } from '@jinlin/service';
import { AREAS, comparedOf, type Named, SearchEntry, UNITS } from '../search/search-entry';

/** Lets every area and unit that was loaded be found. */
export async function loadSearchEntries({ client, db, progress }: Loading) {
  const { rows: areas } = await client.query<Named>(AREAS);
  const { rows: units } = await client.query<Named>(UNITS);
  // Thousands of grids are called alike.
  const compared = new Map<string, ReturnType<typeof comparedOf>>();
  const entries = [...areas, ...units].map((named) => ({
    ...named,
    ...remembered(compared, named.given, () => comparedOf(named.given)),
  }));
  await copyRows(client, db.getMetadata(SearchEntry), entries);
  progress('names to be found by', entries.length, entries.length);
}
