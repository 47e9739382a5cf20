import type { Area } from '../area/area.entity';
import type { Entry, Localities } from '../locality';
import type { IssuedEntryList } from './entry-list.entity';

/** The entry list that counts for an area on a day. */
export interface EntryList {
  effectiveFrom: string;
  entries: readonly Entry[];
  ruleVersion: string;
  /** Null when it is the profile's. */
  issuedId: string | null;
}

/** What of an issued list decides which list counts. */
export type Issued = Pick<IssuedEntryList, 'id' | 'effectiveFrom' | 'entries'>;

/**
 * For each of the paths $1 the list issued for it, or for an area that holds it, that took effect last by the day $2;
 * of two on one day the one for the nearer area.
 */
export const ISSUED_FOR_PATHS = /* SQL */ `
  select place.path, issued.*
  from unnest($1::text[]) as place (path)
  cross join lateral (
    select l.id, l.effective_from as "effectiveFrom", l.entries
    from issued_entry_list l join area a on a.id = l.area_id
    where a.label = any(string_to_array(trim(both '/' from place.path), '/'))
      and l.effective_from <= $2 and (l.withdrawn_on is null or l.withdrawn_on > $2)
    order by l.effective_from desc, length(a.path) desc
    limit 1
  ) issued
`;

/** The later of what the profile says and what was issued; null where there is neither. */
export function inForceOn(
  localities: Localities,
  { code }: Pick<Area, 'code'>,
  day: string,
  issued: Issued | null | undefined,
): EntryList | null {
  const listed = localities.holding(code)?.entryList(day);
  if (!issued || (listed && listed.effectiveFrom > issued.effectiveFrom)) {
    return listed ? { ...listed, issuedId: null } : null;
  }
  const { id, effectiveFrom, entries } = issued;
  return { effectiveFrom, entries, ruleVersion: `issued-entry-list/${id}`, issuedId: id };
}
