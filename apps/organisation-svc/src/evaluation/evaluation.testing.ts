import { anActor } from '@jinlin/testing';
import type { DataSource } from 'typeorm';
import { aCounty, anArea, ask, aUnit, aUnitLink, run } from '../testing';

/** A community with a linked unit in Hejiang, and everybody who has a say about the unit (H12). */
export async function aLinkedCommunity(db: DataSource) {
  const { county, street, organiser, elsewhere } = await aCounty(db);
  const community = await anArea(db, { name: '百花亭社区' }, street);
  const unit = await aUnit(db, county, { name: '住房局' });
  await aUnitLink(db, community, { unitId: unit.id });
  return {
    county,
    street,
    community,
    unit,
    organiser,
    elsewhere,
    desk: anActor('DEPARTMENT_CLERK', { unitId: unit.id }),
    clerk: anActor('COMMUNITY_CLERK', { areaId: community.id }),
  };
}

export type LinkedCommunity = Awaited<ReturnType<typeof aLinkedCommunity>>;

/** An open round with the assessment of its one unit. */
export async function aRound(db: DataSource, given: object = {}, at?: LinkedCommunity) {
  const linked = at ?? (await aLinkedCommunity(db));
  const { county, organiser } = linked;
  const input = { areaId: county.id, scheme: 'three-evaluations', year: 2026, dueOn: '2026-12-31', ...given };
  const round = await run(db, 'openEvaluationRound', input, { actor: organiser });
  const { evaluationRound } = await ask(db, ASSESSMENTS, { id: round.id });
  const assessmentId: string = evaluationRound.assessments.nodes[0].id;
  return { ...linked, round, id: round.id, assessmentId };
}

export type OpenRound = Awaited<ReturnType<typeof aRound>>;

export const domains = ['PARTY_BUILDING', 'ECONOMIC_DEVELOPMENT', 'GOVERNANCE_AND_SERVICE'] as const;

/** Gives a sheet as one of those who have a say. */
export function giveSheet(
  db: DataSource,
  { assessmentId, community, desk, clerk, organiser }: OpenRound,
  evaluator: 'SELF' | 'MASSES' | 'ORGANISATION',
  domain: string,
  score: number,
  given: object = {},
) {
  const as = { SELF: desk, MASSES: clerk, ORGANISATION: organiser };
  const asked = evaluator === 'MASSES' ? { communityId: community.id, voices: 40 } : {};
  return run(
    db,
    'giveEvaluationSheet',
    { assessmentId, evaluator, domain, score, ...asked, ...given },
    { actor: as[evaluator] },
  );
}

/** Gives every sheet that the rule wants. */
export async function giveEverySheet(db: DataSource, round: OpenRound, score = 90) {
  for (const evaluator of ['SELF', 'MASSES', 'ORGANISATION'] as const) {
    for (const domain of domains) await giveSheet(db, round, evaluator, domain, score);
  }
}

const ASSESSMENTS = /* GraphQL */ `
  query ($id: ID!) { evaluationRound(id: $id) { assessments(first: 5) { nodes { id } } } }
`;
