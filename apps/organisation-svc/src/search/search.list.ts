import type { PageInput, Reader } from '@jinlin/database';
import { lists, type Page, type Place, totalCount } from '@jinlin/graphql';
import { areaLevels } from '@jinlin/localities';
import { liesWithin } from '../area/area.sql';
import type { AreaLevel, FindableKind, UnitKind } from '../generated/graphql';
import { type PeopleSought, peopleSource } from './people.sql';
import { ranks } from './rank';
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

interface SearchArgs extends PageInput {
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
    kinds.includes('PERSON') && people && peopleSource(people, at),
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

function ranked(text: string, at: Place) {
  const sought = { text: at(text), code: at(text.toUpperCase()) };
  return `case ${ranks.map(({ when }, rank) => `when ${when(sought)} then ${rank}`).join(' ')} end as rank`;
}
