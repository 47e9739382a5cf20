import { type Reader, statement, unseen } from '@jinlin/database';
import { columnsOf, manyByStatement, oneBy, remembered } from '@jinlin/graphql';
import type DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { Publication } from './publication.entity';

type Letter = Publication & { householdId: string };

const LETTERS_AT_MOST = 20;

export function publicationLoaders(db: DataSource, read: Reader, sealed: Reader) {
  const days = new Map<string, DataLoader<string, Letter[]>>();

  return {
    publication: oneBy(db, sealed, Publication, 'id'),

    /** What the places that hold a household have written to their households and is not over on a day. */
    lettersOn: (day: string) =>
      remembered(days, day, () =>
        manyByStatement<Letter>(read, lettersTo(db), ({ householdId }) => householdId, day),
      ),
  };
}

const lettersTo = (db: DataSource) =>
  statement(/* SQL */ `
    select household.id as "householdId", letter.*
    from unnest(${unseen('$1', 'uuid')}) as household (id)
    join area home on home.id = household.id
    cross join lateral (
      select ${columnsOf(db, Publication, 'p')}
      from publication p
      join area a on a.id = p.area_id
      where p.is_for_households and p.state = 'PUBLISHED' and (p.until_on is null or p.until_on >= $2::date)
        and starts_with(home.path, a.path)
      order by p.published_on desc, p.id
      limit ${LETTERS_AT_MOST}
    ) letter
    order by letter."publishedOn" desc, letter.id
  `);
