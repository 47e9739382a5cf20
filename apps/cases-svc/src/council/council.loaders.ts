import { type Reader, statement, unseen } from '@jinlin/database';
import { manyBy, oneBy, oneByStatement } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { Council, CouncilMember } from './council.entity';

interface VoterCount {
  councilId: string;
  count: number;
}

const VOTERS_OF_COUNCILS = statement(/* SQL */ `
  select council_id as "councilId", count(*) as count
  from council_member
  where council_id = any(${unseen('$1', 'uuid')}) and "to" is null and role <> 'LIAISON'
  group by council_id
`);

export const councilLoaders = (db: DataSource, read: Reader) => ({
  council: oneBy(db, read, Council, 'id'),
  councilsOfAlliance: manyBy(db, read, Council, 'allianceId', 'founded_on, id'),
  councilsOfProposal: manyBy(db, read, Council, 'proposalId', 'founded_on, id'),
  councilMember: oneBy(db, read, CouncilMember, 'id'),
  votersOfCouncil: oneByStatement<VoterCount>(read, VOTERS_OF_COUNCILS, ({ councilId }) => councilId),
  membersOfCouncil: manyBy(db, read, CouncilMember, 'councilId', 'role, "from", id'),
});
