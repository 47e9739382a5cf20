import { randomBytes, randomUUID } from 'node:crypto';
import type { Actor } from '@jinlin/identity';
import { anActor, NOW } from '@jinlin/testing';
import type { DataSource } from 'typeorm';
import { run as runOfCouncil } from '../meeting/meeting.testing';
import { anArea, ask } from '../testing';

const SEEN = {
  Deliberation: `id state availableActions endedAt isInDispute result organisationScore
    procedure { key } publicity { from until isOver } ratings { count average } myRating mediations { id state }`,
  Vote: `id state availableActions isSecret isSecondDiscussion electorCount castCount quorum outcome digest
    tally { inFavour against abstained } deliberation { state }`,
};

/** The facts of the refusals that only some acts have. */
const FACTS: Record<string, string> = {
  proposeDeliberation: '... on InvalidInput { field }',
  executeDecision: '... on InvalidInput { field } ... on PublicityNotOver { until }',
  concludeRatings: '... on TooFewRatings { count least }',
  handOverDispute: '... on InvalidInput { field } ... on DisputeUnderWay { mediations { id } }',
  openVote: '... on InvalidInput { field } ... on VoteUnderWay { vote { id } }',
  castVote: '... on InvalidInput { field }',
  closeVote: '... on VoteNotOver { outstanding }',
};

/** Runs one act as its input type says, under a new client key unless one is given. */
export async function run(db: DataSource, act: string, actor: Actor, input: object, now = NOW) {
  const type = `${act[0]!.toUpperCase()}${act.slice(1)}Input`;
  const changed = act.endsWith('Vote') ? 'Vote' : 'Deliberation';
  const source = `mutation ($input: ${type}!) {
    ${act}(input: $input) {
      __typename
      ... on ${changed} { ${SEEN[changed]} }
      ${FACTS[act] ?? ''}
      ... on Refusal { code message }
    }
  }`;
  return (await ask(db, source, { input: { clientKey: randomUUID(), ...input } }, { actor, now }))[act];
}

export const days = (count: number, from = NOW) => new Date(from.getTime() + count * 86_400_000);

export const salt = () => randomBytes(16).toString('hex');

/** A compound of Fuzhou with its owners' committee, its council, and everybody who has a say there. */
export async function aCompound(db: DataSource) {
  const community = await anArea(db, { level: 'COMMUNITY', code: '350102004001', name: '社区' });
  const compound = await anArea(db, {
    level: 'COMPOUND',
    code: '350102004001C001',
    name: '小区',
    path: `${community.path}k/`,
  });
  const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id });
  const commander = anActor('STREET_COMMANDER', { areaId: community.id });
  const owners = Array.from({ length: 5 }, () =>
    anActor('RESIDENT', { areaId: compound.id, personId: randomUUID() }),
  );
  const council = async (kind: string, members: Actor[]) => {
    const founding = { areaId: compound.id, kind, name: kind, foundedOn: '2026-01-01' };
    const { id } = await runOfCouncil(db, 'foundCouncil', founding, { actor: clerk });
    const seats = members.map(({ personId }) => ({ personId, role: 'MEMBER' }));
    await runOfCouncil(db, 'seatCouncilMembers', { id, members: seats }, { actor: clerk });
    return id as string;
  };
  return {
    community,
    compound,
    clerk,
    commander,
    owners,
    committee: await council('OWNERS_COMMITTEE', owners.slice(0, 3)),
    council: await council('COMPOUND_COUNCIL', owners),
  };
}

export type Compound = Awaited<ReturnType<typeof aCompound>>;

/** Something proposed in a compound. */
export async function aDeliberation(db: DataSource, procedure = 'TWO_TWO_TWO', given: object = {}) {
  const place = await aCompound(db);
  const proposing = {
    areaId: place.compound.id,
    procedure,
    title: '小区停车位改造',
    proposal: '利用北侧空地新增车位',
    category: '0401',
    ...given,
  };
  const { id } = await run(db, 'proposeDeliberation', place.clerk, proposing);
  return { ...place, id: id as string };
}

/** A vote on it in which its first electors choose something, closed when its time is over; or why there can be none. */
export async function aVote(
  db: DataSource,
  { id, clerk, owners }: Compound & { id: string },
  councilId: string,
  choices: readonly string[],
  now = NOW,
) {
  const opening = { deliberationId: id, councilId, closesAt: days(3, now).toISOString() };
  const vote = await run(db, 'openVote', clerk, opening, now);
  if (!vote.id) return vote;
  for (const [i, choice] of choices.entries()) {
    await run(db, 'castVote', owners[i]!, { id: vote.id, choice, salt: salt() }, now);
  }
  return run(db, 'closeVote', clerk, { id: vote.id }, days(3, now));
}

export const yes = (count: number) => Array<string>(count).fill('IN_FAVOUR');
