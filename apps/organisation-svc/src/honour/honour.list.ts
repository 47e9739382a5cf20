import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { HonourFilter } from '../generated/graphql';
import { Honour } from './honour.entity';

export type HonourPage = Page<Honour>;

interface HonourListArgs extends PageInput {
  where: Omit<HonourFilter, 'withinCode' | 'withinId'>;
}

/** Lists of honours at or below a path; recommendations of people are read within the actor's reach. */
export const honourLists = (db: DataSource, sealed: Reader) => ({
  honoursWithin: lists<Honour, HonourListArgs>(sealed, {
    columns: columnsOf(db, Honour, 'o'),
    from: 'honour o join area a on a.id = o.area_id',
    where: ({ where: { state, kind, level, year, post, personId, partyOrganisationId } }, at) => [
      liesWithin('a.path', 'parent.key'),
      state && `o.state = ${at(state)}`,
      kind && `o.kind = ${at(kind)}`,
      level && `o.level = ${at(level)}`,
      isGiven(year) && `o.year = ${at(year)}`,
      post && `o.post = ${at(post)}`,
      personId && `o.person_id = ${at(personId)}::uuid`,
      partyOrganisationId && `o.party_organisation_id = ${at(partyOrganisationId)}::uuid`,
    ],
    order: [
      ['o.recommended_on', 'date'],
      ['o.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ recommendedOn, id }) => [recommendedOn, id],
    figures: { totalCount },
  }),
});
