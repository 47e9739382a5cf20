import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { PublicationOfAreaFilter } from '../generated/graphql';
import { Publication } from './publication.entity';

export type PublicationPage = Page<Publication>;

interface PublicationListArgs extends PageInput {
  where: PublicationOfAreaFilter;
}

/** Lists of what places at or below a path tell, and of what one place tells; drafts within the actor's reach. */
export function publicationLists(db: DataSource, sealed: Reader) {
  const listOf = (from: string, belongs: string) =>
    lists<Publication, PublicationListArgs>(sealed, {
      columns: columnsOf(db, Publication, 'p'),
      from,
      where: ({ where: { state, kind, title, on } }, at) => [
        belongs,
        state && `p.state = ${at(state)}`,
        kind && `p.kind = ${at(kind)}`,
        title && `strpos(p.title, ${at(title)}) > 0`,
        on && `p.state = 'PUBLISHED' and daterange(p.published_on, p.until_on, '[]') @> ${at(on)}::date`,
      ],
      order: [
        ['p.drafted_on', 'date'],
        ['p.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ draftedOn, id }) => [draftedOn, id],
      figures: { totalCount },
    });

  return {
    publicationsWithin: listOf(
      'publication p join area a on a.id = p.area_id',
      liesWithin('a.path', 'parent.key'),
    ),
    publicationsOf: listOf('publication p', 'p.area_id = parent.key::uuid'),
  };
}
