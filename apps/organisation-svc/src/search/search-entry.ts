import { Column, Entity, type EntityManager, In, PrimaryColumn } from 'typeorm';
import { gramsOf, initialsOf, plain } from './reading';

/**
 * By what an area or a unit on the books is found: what a search compares, kept beside the record in the transaction
 * that named it, and gone with the one that closes it.
 */
@Entity('search_entry')
export class SearchEntry {
  /** The record's. */
  @PrimaryColumn('uuid') id!: string;
  @Column('text') kind!: 'AREA' | 'UNIT';
  /** The level of an area, the kind of a unit. */
  @Column('text') sort!: string;
  /** An area's own; a unit lies where its area does. */
  @Column({ type: 'text', collation: 'C', nullable: true }) path!: string | null;
  /** The name as it was given, to know that it changed. */
  @Column('text') given!: string;
  /** The name as searches compare it. */
  @Column({ type: 'text', collation: 'C' }) name!: string;
  /** The initials of its readings, each between spaces: " cql zql ". */
  @Column({ type: 'text', collation: 'C' }) initials!: string;
  @Column({ type: 'text', collation: 'C', nullable: true }) code!: string | null;
  @Column({ type: 'text', array: true, collation: 'C' }) grams!: string[];
}

/** What a record is found by, as it is given. */
export type Named = Pick<SearchEntry, 'id' | 'kind' | 'sort' | 'path' | 'given' | 'code'>;

/** What a search compares of a name. */
export function comparedOf(given: string): Pick<SearchEntry, 'name' | 'initials' | 'grams'> {
  const name = plain(given);
  const initials = initialsOf(given);
  const grams = [...new Set([name, ...initials].flatMap(gramsOf))];
  return { name, initials: ` ${initials.join(' ')} `, grams };
}

const searchEntry = (named: Named): SearchEntry => ({ ...named, ...comparedOf(named.given) });

/** Lets areas be found by the names and codes that they bear now, where they lie now. */
export async function keepAreasFindable(tx: EntityManager, ids: readonly string[]) {
  await tx.query(MOVE_ALONG, [ids]);
  await keep(
    tx,
    await tx.query(`${AREAS} where a.id = any($1::uuid[]) and ${isNamedOtherwise('a.name', 'a.code')}`, [
      ids,
    ]),
  );
}

/** Lets units be found by the names and credit codes that they bear now. */
export async function keepUnitsFindable(tx: EntityManager, ids: readonly string[]) {
  await keep(
    tx,
    await tx.query(
      `${UNITS} where u.id = any($1::uuid[]) and ${isNamedOtherwise('u.name', 'u.credit_code')}`,
      [ids],
    ),
  );
}

/** Lets records that have closed be found no more. */
export const forget = (tx: EntityManager, ids: readonly string[]) =>
  tx.delete(SearchEntry, { id: In([...ids]) });

/** Lets some areas and units be found that are not; what no act has named since there is a search. */
export async function keepMissing(tx: EntityManager, atATime: number) {
  for (const records of [AREAS, UNITS]) {
    await keep(tx, await tx.query(`${records} where e.id is null limit $1`, [atATime]));
  }
}

async function keep(tx: EntityManager, records: Named[]) {
  if (records.length > 0) await tx.query(KEEP, [JSON.stringify(records.map(searchEntry))]);
}

/** Every area and unit on the books, with what searches know of it as `e`. */
export const AREAS = /* SQL */ `
  select a.id, 'AREA' as kind, a.level as sort, a.path, a.name as given, a.code
  from (select * from area where state = 'ACTIVE') a left join search_entry e on e.id = a.id
`;
export const UNITS = /* SQL */ `
  select u.id, 'UNIT' as kind, u.kind as sort, null as path, u.name as given, u.credit_code as code
  from (select * from unit where state = 'ACTIVE') u left join search_entry e on e.id = u.id
`;

/** That searches know a record by another name or code; a move of thousands finds none. */
const isNamedOtherwise = (name: string, code: string) =>
  `(e.given, e.code) is distinct from (${name}, ${code})`;

const MOVE_ALONG = /* SQL */ `
  update search_entry e set path = a.path from area a
  where a.id = any($1::uuid[]) and e.id = a.id and e.path <> a.path
`;

const KEEP = /* SQL */ `
  insert into search_entry (id, kind, sort, path, given, name, initials, code, grams)
  select id, kind, sort, path, given, name, initials, code, grams
  from jsonb_to_recordset($1::jsonb) as entry
    (id uuid, kind text, sort text, path text, given text, name text, initials text, code text, grams text[])
  on conflict (id) do update set sort = excluded.sort, path = excluded.path, given = excluded.given,
    name = excluded.name, initials = excluded.initials, code = excluded.code, grams = excluded.grams
`;
