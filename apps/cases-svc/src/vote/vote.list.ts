import { isGiven, type PageInput, type Reader, statement } from '@jinlin/database';
import { columnsOf, lists, manyBy, oneBy, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { Ballot, Elector, Vote } from './vote.entity';

export type BallotPage = Page<Ballot>;
export type ElectorPage = Page<Elector>;

export interface ElectorListArgs extends PageInput {
  hasVoted?: boolean | null | undefined;
}

/** Votes, with their ballots as far as they are shown, and their electors. */
export const voteLists = (db: DataSource, read: Reader) => ({
  vote: oneBy(db, read, Vote, 'id'),
  votesOfDeliberation: manyBy(db, read, Vote, 'deliberationId', 'opened_at, step, id'),
  /** The open votes that wait for a person. */
  votesToCast: (personId: string): Promise<Vote[]> =>
    read.rows(
      statement(/* SQL */ `
        select ${columnsOf(db, Vote, 'v')}
        from elector e join vote v on v.id = e.vote_id
        where e.person_id = $1 and not e.has_voted and v.state = 'OPEN'
        order by v.closes_at, v.id
      `),
      [personId],
    ),
  ballots: lists<Ballot, PageInput>(read, {
    columns: columnsOf(db, Ballot, 'b'),
    from: 'ballot b',
    where: () => ['b.vote_id = parent.key::uuid'],
    order: [
      ['b.commitment', 'text'],
      ['b.id', 'uuid'],
    ],
    cursor: ({ commitment, id }) => [commitment, id],
    figures: { totalCount },
  }),
  electors: lists<Elector, ElectorListArgs>(read, {
    columns: columnsOf(db, Elector, 'e'),
    from: 'elector e',
    where: ({ hasVoted }, at) => [
      'e.vote_id = parent.key::uuid',
      isGiven(hasVoted) && `e.has_voted = ${at(hasVoted)}`,
    ],
    order: [['e.person_id', 'uuid']],
    cursor: ({ personId }) => [personId],
    figures: { totalCount },
  }),
});
