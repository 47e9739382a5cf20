import { copyRows } from '@jinlin/database';
import type { Loading } from '@jinlin/service';
import { AREAS, type Named, SearchEntry, searchEntry, UNITS } from '../search/search-entry';

/** Lets every area and unit that was loaded be found. */
export async function loadSearchEntries({ client, db, progress }: Loading) {
  const { rows: areas } = await client.query<Named>(AREAS);
  const { rows: units } = await client.query<Named>(UNITS);
  const entries = [...areas, ...units].map(searchEntry);
  await copyRows(client, db.getMetadata(SearchEntry), entries);
  progress('names to be found by', entries.length, entries.length);
}
