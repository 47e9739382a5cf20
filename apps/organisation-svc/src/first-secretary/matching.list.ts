import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { PortfolioFilter, SecretaryMatchingFilter } from '../generated/graphql';
import { Portfolio, SecretaryMatching } from './matching.entity';

export type SecretaryMatchingPage = Page<SecretaryMatching>;
export type PortfolioPage = Page<Portfolio>;

interface MatchingListArgs extends PageInput {
  where: Omit<SecretaryMatchingFilter, 'withinCode' | 'withinId'>;
}

interface PortfolioListArgs extends PageInput {
  where: Omit<PortfolioFilter, 'withinCode' | 'withinId'>;
}

/** Matchings of the communities, and portfolios of the leaders, at or below a path. */
export const matchingLists = (db: DataSource, read: Reader) => ({
  matchingsWithin: lists<SecretaryMatching, MatchingListArgs>(read, {
    columns: columnsOf(db, SecretaryMatching, 'm'),
    from: 'secretary_matching m join area a on a.id = m.area_id',
    where: ({ where: { state } }, at) => [
      liesWithin('a.path', 'parent.key'),
      state && `m.state = ${at(state)}`,
    ],
    order: [
      ['m.opened_on', 'date'],
      ['m.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ openedOn, id }) => [openedOn, id],
    figures: { totalCount },
  }),

  portfoliosWithin: lists<Portfolio, PortfolioListArgs>(read, {
    columns: columnsOf(db, Portfolio, 'p'),
    from: 'portfolio p join area a on a.id = p.area_id',
    where: ({ where: { personId, field, rank } }, at) => [
      liesWithin('a.path', 'parent.key'),
      personId && `p.person_id = ${at(personId)}::uuid`,
      field && `${at(field)} = any(p.fields)`,
      rank && `p.rank = ${at(rank)}`,
    ],
    order: [['p.id', 'uuid']],
    cursor: ({ id }) => [id],
    figures: { totalCount },
  }),
});
