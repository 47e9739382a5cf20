import type { Place } from '@jinlin/graphql';
import { liesWithin } from '../area/area.sql';
import { rankOf } from './rank';

/** Which people are looked for, and within which area. */
export type PeopleSought = { within: string } & (ShownAs | KeyedBy);

/** By what everybody is shown of their names. */
interface ShownAs {
  maskedName: string;
  /** That it need only begin so. */
  isPrefix: boolean;
}

/** By the keys of the whole name and of its initials, in hexadecimal. */
interface KeyedBy {
  nameKey: string;
  initialsKey: string;
}

/** People come after all else. */
const WEIGHT = 200;

export const peopleSource = (people: PeopleSought, at: Place) =>
  'nameKey' in people ? keyedBy(people, at) : shownAs(people, at);

const shownAs = ({ within, maskedName, isPrefix }: { within: string } & ShownAs, at: Place) => `
  select 'PERSON' as kind, p.id, ${rankOf('MASKED_NAME')} as rank, ${WEIGHT} as weight,
         length(p.masked_name) as length, a.code
  from person p join area a on a.id = p.area_id
  where ${liesWithin('a.path', 'parent.key')} and ${liesWithin('a.path', at(within))}
    and ${isPrefix ? `starts_with(p.masked_name, ${at(maskedName)})` : `p.masked_name = ${at(maskedName)}`}`;

/** Row-level security keeps it to those in reach, and lets the indexes on the keys answer first. */
const keyedBy = ({ within, nameKey, initialsKey }: { within: string } & KeyedBy, at: Place) => {
  const name = `decode(${at(nameKey)}, 'hex')`;
  const initials = `decode(${at(initialsKey)}, 'hex')`;
  return `
    select 'PERSON' as kind, p.id,
           case when s.name_hash = ${name} then ${rankOf('NAME')} else ${rankOf('INITIALS')} end as rank,
           ${WEIGHT} as weight, length(p.masked_name) as length, a.code
    from person_secret s join person p on p.id = s.id join area a on a.id = p.area_id
    where ${liesWithin('a.path', 'parent.key')} and ${liesWithin('a.path', at(within))}
      and (s.name_hash = ${name} or s.initials_hash = ${initials} or s.other_initials_hash = ${initials})`;
};
