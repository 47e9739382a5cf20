import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Votes } from '../council/quorum';
import type { VoteChoice } from '../generated/graphql';
import type { Vote } from './vote.entity';

/** What is laid into the box for a choice: whoever knows the salt can tell it again, and nobody else can. */
export const commitmentOf = (voteId: string, choice: VoteChoice, salt: string) =>
  createHash('sha256').update(`${voteId}:${choice}:${salt}`).digest('hex');

interface Cast {
  choice: VoteChoice;
}

interface CastInSecret extends Cast {
  commitment: string;
}

/** Counts a vote. The database lets no ballot be read but by the transaction that says it counts this very vote. */
export async function counted(tx: EntityManager, vote: Vote): Promise<Votes & { digest: string | null }> {
  if (!vote.isSecret) {
    const cast: Cast[] = await tx.query('select choice from elector where vote_id = $1 and has_voted', [
      vote.id,
    ]);
    return { ...tallyOf(cast), digest: null };
  }

  await tx.query(`select set_config('jinlin.counted_vote_id', $1, true)`, [vote.id]);
  const ballots = await shuffled(tx, vote.id);
  return { ...tallyOf(ballots), digest: digestOf(ballots) };
}

/** Lays the ballots back sorted by commitment and all at one moment, so that nothing tells in which order they came. */
async function shuffled(tx: EntityManager, voteId: string) {
  const [ballots]: [CastInSecret[]] = await tx.query(
    'delete from ballot where vote_id = $1 returning commitment, choice',
    [voteId],
  );
  ballots.sort((one, other) => (one.commitment < other.commitment ? -1 : 1));
  await tx.query(
    'insert into ballot (vote_id, commitment, choice) select $1, * from unnest($2::text[], $3::text[])',
    [voteId, ballots.map(({ commitment }) => commitment), ballots.map(({ choice }) => choice)],
  );
  return ballots;
}

/** How many chose what. */
export const tallyOf = (cast: readonly Cast[]): Votes => {
  const count = (wanted: VoteChoice) => cast.filter(({ choice }) => choice === wanted).length;
  return { inFavour: count('IN_FAVOUR'), against: count('AGAINST'), abstained: count('ABSTAIN') };
};

/** What proves that no ballot was changed, taken out or added since the count. */
export const digestOf = (ballots: readonly CastInSecret[]) =>
  createHash('sha256')
    .update(ballots.map(({ commitment, choice }) => `${commitment} ${choice}`).join('\n'))
    .digest('hex');
