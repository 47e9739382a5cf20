import type { PageInput, Reader } from '@jinlin/database';
import { lists, type Page, type Place, totalCount } from '@jinlin/graphql';
import { areaLevels } from '@jinlin/localities';
import { liesWithin } from '../area/area.sql';
import type { AreaLevel, FindableKind, SearchMatch, UnitKind } from '../generated/graphql';
import { gramsWanted } from './reading';

export interface FoundRow {
  kind: FindableKind;
  id: string;
  rank: number;
  weight: number;
  length: number;
  code: string;
}

export type SearchPage = Page<FoundRow>;

/** How people are found: by what is shown of them, or by keys of their whole names; and within which area. */
export interface PeopleSought {
  within: string;
  maskedName?: string;
  /** That the name as it is shown need only begin so. */
  isPrefix?: boolean;
  /** The keys of the name and of the initials, in hexadecimal. */
  keys?: { name: string; initials: string };
}

export interface SearchArgs extends PageInput {
  /** As searches compare it. */
  text: string;
  kinds: readonly FindableKind[];
  levels?: readonly AreaLevel[] | null | undefined;
  unitKinds?: readonly UnitKind[] | null | undefined;
  people: PeopleSought | null;
}

/** What is found at or below a path. It reads as far as the actor reaches, because of what is sealed of people. */
export const searchLists = (sealed: Reader) => ({
  found: lists<FoundRow, SearchArgs>(sealed, {
    columns: 'f.kind, f.id, f.rank, f.weight, f.length, f.code',
    from: (args, at) => `(${sources(args, at).join(' union all ')}) f`,
    where: () => [],
    order: [
      ['f.rank', 'int'],
      ['f.weight', 'int'],
      ['f.length', 'int'],
      ['f.code', 'text'],
      ['f.id', 'uuid'],
    ],
    cursor: ({ rank, weight, length, code, id }) => [rank, weight, length, code, id],
    figures: { totalCount },
  }),
});

function sources(args: SearchArgs, at: Place) {
  const { kinds, people } = args;
  const wanted = [
    kinds.includes('AREA') && areas(args, at),
    kinds.includes('UNIT') && units(args, at),
    kinds.includes('PERSON') && people && peopleFound(people, at),
  ].filter((source) => source !== false && source !== null);
  return wanted.length > 0 ? wanted : [NOTHING];
}

const NOTHING = `
  select ''::text as kind, null::uuid as id, 0 as rank, 0 as weight, 0 as length, ''::text as code
  where false`;

const areas = ({ text, levels }: SearchArgs, at: Place) => `
  select 'AREA' as kind, e.id, ${ranked(text, at)}, ${levelWeight} as weight, length(e.name) as length,
         coalesce(e.code, '') as code
  from search_entry e
  where e.kind = 'AREA' and ${holds(text, at)} and ${liesWithin('e.path', 'parent.key')}
    ${levels ? `and e.sort = any(${at(levels)}::text[])` : ''}`;

/** Higher areas come first, and units between communities and what lies in those. */
const levelWeight = `case e.sort ${areaLevels
  .map((level, depth) => `when '${level}' then ${depth * 10}`)
  .join(' ')} else 100 end`;
const UNIT_WEIGHT = areaLevels.indexOf('COMMUNITY') * 10 + 5;
const PERSON_WEIGHT = 200;

const units = ({ text, unitKinds }: SearchArgs, at: Place) => `
  select 'UNIT' as kind, e.id, ${ranked(text, at)}, ${UNIT_WEIGHT} as weight, length(e.name) as length,
         coalesce(e.code, '') as code
  from search_entry e join unit u on u.id = e.id join area a on a.id = u.area_id
  where e.kind = 'UNIT' and ${holds(text, at)} and ${liesWithin('a.path', 'parent.key')}
    ${unitKinds ? `and e.sort = any(${at(unitKinds)}::text[])` : ''}`;

const CODE = /^[0-9][0-9a-z]+$/;

/** That an entry holds the text, in the form that the indexes answer. */
function holds(text: string, at: Place) {
  const grams = gramsWanted(text);
  const hasGrams = `e.grams @> ${at(grams)}::text[]`;
  // Two pairs may stand apart in a name; one cannot.
  const inName = grams.length === 1 ? hasGrams : `(${hasGrams} and ${isTogether(text, at)})`;
  if (!CODE.test(text)) return inName;

  const code = at(text.toUpperCase());
  return `(${inName} or (e.code >= ${code} and e.code < ${code} || '~'))`;
}

function isTogether(text: string, at: Place) {
  const sought = at(text);
  return `(strpos(e.name, ${sought}) > 0 or strpos(e.initials, ${sought}) > 0)`;
}

/** How something may be found, the best first; where it stands here is its rank. */
const ways = [
  { matched: 'NAME', when: ({ text }) => `e.name = ${text}` },
  { matched: 'CODE', when: ({ code }) => `e.code = ${code}` },
  { matched: 'INITIALS', when: ({ text }) => `strpos(e.initials, ' ' || ${text} || ' ') > 0` },
  { matched: 'NAME_BEGINS', when: ({ text }) => `starts_with(e.name, ${text})` },
  { matched: 'CODE', when: ({ code }) => `starts_with(e.code, ${code})` },
  { matched: 'INITIALS', when: ({ text }) => `strpos(e.initials, ' ' || ${text}) > 0` },
  { matched: 'NAME_HOLDS', when: ({ text }) => `strpos(e.name, ${text}) > 0` },
  { matched: 'INITIALS', when: () => 'true' },
] as const satisfies { matched: SearchMatch; when: (sought: { text: string; code: string }) => string }[];

const MASKED = ways.length;

/** By what something of a rank was found. */
export const matchOf = (rank: number): SearchMatch => ways[rank]?.matched ?? 'MASKED_NAME';

const rankOf = (matched: SearchMatch) => ways.findIndex((way) => way.matched === matched);

function ranked(text: string, at: Place) {
  const sought = { text: at(text), code: at(text.toUpperCase()) };
  return `case ${ways.map(({ when }, rank) => `when ${when(sought)} then ${rank}`).join(' ')} end as rank`;
}

const peopleFound = ({ within, maskedName, isPrefix, keys }: PeopleSought, at: Place) => `
  select 'PERSON' as kind, p.id, ${keys ? `case when s.name_hash = ${keyAt(keys.name, at)} then ${rankOf('NAME')} else ${rankOf('INITIALS')} end` : MASKED} as rank,
         ${PERSON_WEIGHT} as weight, length(p.masked_name) as length, a.code
  from ${keys ? 'person_secret s join person p on p.id = s.id' : 'person p'} join area a on a.id = p.area_id
  where ${liesWithin('a.path', 'parent.key')} and ${liesWithin('a.path', at(within))}
    and ${keys ? hasKey(keys, at) : isShownAs(maskedName!, isPrefix, at)}`;

const isShownAs = (maskedName: string, isPrefix: boolean | undefined, at: Place) =>
  isPrefix ? `starts_with(p.masked_name, ${at(maskedName)})` : `p.masked_name = ${at(maskedName)}`;

const hasKey = ({ name, initials }: { name: string; initials: string }, at: Place) => {
  const ofInitials = keyAt(initials, at);
  return `(s.name_hash = ${keyAt(name, at)} or s.initials_hash = ${ofInitials} or s.other_initials_hash = ${ofInitials})`;
};

const keyAt = (key: string, at: Place) => `decode(${at(key)}, 'hex')`;
