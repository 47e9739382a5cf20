import { everything, scopeSql } from '@jinlin/database';
import type { Vault } from '@jinlin/privacy';
import type { DataSource } from 'typeorm';
import { nameKeys } from './name-keys';
import { keepMissing } from './search-entry';

/** How many records a tick lets be found. */
const AT_A_TIME = 2000;

/**
 * Lets be found what no act of this version has named: what was there before there was a search. Two processes at
 * once do the same work, and no harm.
 */
export async function tickSearch(db: DataSource, vault: Vault) {
  await db.transaction(async (tx) => {
    await tx.query(scopeSql(everything));
    await keepMissing(tx, AT_A_TIME);

    const people: { id: string; sealed: Buffer }[] = await tx.query(PEOPLE_MISSING, [AT_A_TIME]);
    const keyed = people.map(({ id, sealed }) => {
      const { nameHash, initialsHash, otherInitialsHash } = nameKeys(
        vault,
        JSON.parse(vault.open(sealed)).name,
      );
      return { id, nameHash, initialsHash, otherInitialsHash };
    });
    await tx.query(KEEP_KEYS, [
      keyed.map(({ id }) => id),
      keyed.map(({ nameHash }) => nameHash),
      keyed.map(({ initialsHash }) => initialsHash),
      keyed.map(({ otherInitialsHash }) => otherInitialsHash),
    ]);
  });
}

const PEOPLE_MISSING = /* SQL */ `
  select id, sealed from person_secret where name_hash is null limit $1 for update skip locked
`;

const KEEP_KEYS = /* SQL */ `
  update person_secret s set name_hash = k.name, initials_hash = k.initials, other_initials_hash = k.other
  from unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::bytea[]) as k (id, name, initials, other)
  where s.id = k.id
`;
