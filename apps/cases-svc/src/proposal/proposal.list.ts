import type { PageInput, Reader } from '@jinlin/database';
import { statement } from '@jinlin/database';
import { columnsOf, lists, manyByStatement, oneBy, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { Case } from '../case/case.entity';
import type { GovernanceProposalFilter } from '../generated/graphql';
import { GovernanceProposal } from './proposal.entity';

export type ProposalPage = Page<GovernanceProposal>;

export interface ProposalListArgs extends PageInput {
  where?: GovernanceProposalFilter | null | undefined;
}

/** Proposals below areas (by their paths), newest first, and the cases of each. */
export const proposalLists = (db: DataSource, read: Reader) => {
  const cases = statement(/* SQL */ `
    select p.id as "proposalId", ${columnsOf(db, Case, 'c')}
    from governance_proposal p join "case" c on c.id = any (p.case_ids)
    where p.id = any($1::uuid[]) order by c.opened_at, c.id
  `);
  return {
    governanceProposal: oneBy(db, read, GovernanceProposal, 'id'),
    casesOfProposal: manyByStatement<Case & { proposalId: string }>(
      read,
      cases,
      ({ proposalId }) => proposalId,
    ),
    governanceProposals: lists<GovernanceProposal, ProposalListArgs>(read, {
      columns: columnsOf(db, GovernanceProposal, 'p'),
      from: 'governance_proposal p',
      where: ({ where }, at) => [
        `p.area_path >= parent.key and p.area_path < parent.key || '~'`,
        where?.states && `p.state = any(${at(where.states)}::text[])`,
      ],
      order: [
        ['p.raised_at', 'timestamptz'],
        ['p.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ raisedAt, id }) => [raisedAt, id],
      figures: { totalCount },
    }),
  };
};
