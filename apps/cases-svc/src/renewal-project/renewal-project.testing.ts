import { randomUUID } from 'node:crypto';
import { type Asking, anActor } from '@jinlin/testing';
import type { DataSource } from 'typeorm';
import { anArea, ask, aUnit } from '../testing';

/** What a test sees of whatever an act answers with. */
const SEEN = {
  RenewalProject: `RenewalProject { id state pledged received award acceptedOn isOverdue evaluationScore
    outputs { key quantity } fourOnes { isComplete } availableActions }`,
  RenewalFund: 'RenewalFund { id state amount project { pledged received } }',
  RenewalMilestone: 'RenewalMilestone { id state reachedOn isOverdue }',
};

const REFUSALS: Record<string, string> = {
  approveRenewalProject: '... on FourOnesMissing { missing } ... on FundsDoNotAddUp { budget pledged }',
  pledgeRenewalFunds: '... on FundsDoNotAddUp { budget pledged }',
  inspectRenewalProject: '... on MilestonesOpen { milestones { title } }',
  awardRenewalProject: '... on AwardOutOfRange { least most }',
};

const recordOf = (act: string) =>
  act.endsWith('Funds')
    ? SEEN.RenewalFund
    : act.endsWith('Milestone')
      ? SEEN.RenewalMilestone
      : SEEN.RenewalProject;

/** Runs an act on renewal projects as a client would, under a new client key. */
export async function run(db: DataSource, act: string, input: object, asking: Asking) {
  const type = `${act[0]!.toUpperCase()}${act.slice(1)}Input`;
  const source = `mutation ($input: ${type}!) {
    ${act}(input: $input) { __typename ... on ${recordOf(act)} ... on Refusal { code message } ${REFUSALS[act] ?? ''} }
  }`;
  return (await ask(db, source, { input: { clientKey: randomUUID(), ...input } }, asking))[act];
}

export const fourOnes = {
  firstSecretaryId: '11111111-1111-4111-8111-111111111111',
  communitySecretaryId: '22222222-2222-4222-8222-222222222222',
  workingGroup: '酱园坪小区改造工作专班',
};

/** An old compound of Hejiang to be renovated for so much, and those who do it. */
export async function aProposal(db: DataSource, given: object = {}, code = '510522001006') {
  const community = await anArea(db, { level: 'COMMUNITY', code });
  const compound = await anArea(db, {
    level: 'COMPOUND',
    code: `${code}C001`,
    path: `${community.path}k/`,
  });
  const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id });
  const leader = anActor('LEADER', { areaId: community.id });
  const { id } = await run(
    db,
    'proposeRenewalProject',
    {
      areaId: compound.id,
      kind: 'OLD_COMPOUND',
      title: '酱园坪小区改造',
      budget: 500_000,
      buildings: 6,
      households: 180,
      fourOnes,
      ...given,
    },
    { actor: clerk },
  );
  const pledge = (amount: number, more: object = {}) =>
    run(
      db,
      'pledgeRenewalFunds',
      { projectId: id, source: 'LOCAL_GOVERNMENT', amount, ...more },
      { actor: clerk },
    );
  return { id: id as string, community, compound, clerk, leader, pledge, unit: await aUnit(db) };
}

/** Such a project under way, its money pledged. */
export async function aRunningProject(db: DataSource, given: object = {}, code?: string) {
  const proposal = await aProposal(db, given, code);
  const { id, pledge, leader, clerk } = proposal;
  await pledge(500_000);
  await run(db, 'approveRenewalProject', { id, acceptanceDueOn: '2026-12-31' }, { actor: leader });
  await run(db, 'beginRenewalProject', { id }, { actor: clerk });
  return proposal;
}

/** What an inspection says of each criterion. */
export const inspected = (keys: readonly string[], isMet = true) => ({
  inspectedOn: '2026-11-23',
  criteria: keys.map((key) => ({ key, isMet })),
});

export const CRITERIA = ['quality', 'safety', 'residents'];
export const BOUTIQUE = ['party-building', 'governance', 'mechanisms', 'surroundings'];
