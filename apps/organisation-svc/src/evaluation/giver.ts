import type { Act } from '@jinlin/acts';
import { forbidden, invalidInput } from '@jinlin/graphql';
import { liesIn, type Role } from '@jinlin/identity';
import { Area } from '../area/area.entity';
import { reached } from '../area/area.reach';
import type { EvaluatorKind } from '../generated/graphql';
import type { AnnualAssessment, EvaluationRound, EvaluationSheet } from './evaluation.entity';
import { serves } from './served';

/** As whom somebody gives a sheet, and within whose reach it lies. */
type Giver = Pick<EvaluationSheet, 'evaluatorId' | 'unitId' | 'areaId'>;

interface Asked {
  round: EvaluationRound;
  assessment: AnnualAssessment;
  /** The community whose residents were asked. */
  communityId: string | null;
}

/** Which roles speak for which kind of evaluator. */
const speaksFor: Record<EvaluatorKind, readonly Role[]> = {
  SELF: ['DEPARTMENT_CLERK', 'COMMUNITY_CLERK'],
  MASSES: ['COMMUNITY_CLERK', 'STREET_COMMANDER', 'ORGANISER'],
  ORGANISATION: ['ORGANISER'],
  STREET: ['STREET_COMMANDER'],
};

/** As whom the actor evaluates a subject: null when it lies outside their reach. A role that has no say is refused. */
export function giverOf(giving: Act, kind: EvaluatorKind, asked: Asked) {
  const { role } = giving.actor;
  if (!speaksFor[kind].includes(role)) throw forbidden(`A ${role} does not evaluate as ${kind}.`);
  return givers[kind](giving, asked);
}

const givers = { SELF: itself, MASSES: masses, ORGANISATION: organisation, STREET: street };

/** A unit's own word is for whoever holds the round as well. */
async function itself({ tx, scope }: Act, { round, assessment }: Asked): Promise<Giver | null> {
  const { unitId, areaId } = assessment;
  if (unitId) {
    return scope.unitId === unitId ? { evaluatorId: unitId, unitId, areaId: round.areaId } : null;
  }
  const community = await tx.findOneByOrFail(Area, { id: areaId });
  return scope.areaPath && liesIn(scope.areaPath, community.path) ? byArea(areaId) : null;
}

/** Communities ask their residents about units; about a community somebody above it asks. */
async function masses(giving: Act, { assessment, communityId }: Asked) {
  const { unitId, areaId, year } = assessment;
  const asked = unitId ? communityId : (communityId ?? areaId);
  if (!asked) {
    return invalidInput(giving, 'communityId', {
      en: 'Name the community whose residents were asked.',
      zh: '请给出参评居民所在的社区。',
    });
  }
  const community = await reached(giving, asked);
  if (!community) return null;

  const isFit = unitId
    ? community.level === 'COMMUNITY' && (await serves(giving.tx, unitId, community.path, year))
    : asked === areaId && !liesIn(giving.scope.areaPath!, community.path);
  return isFit ? byArea(asked) : null;
}

async function organisation(giving: Act, { round: { areaId } }: Asked): Promise<Giver | null> {
  return (await reached(giving, areaId)) ? byArea(areaId) : null;
}

async function street(giving: Act, { assessment: { unitId, areaId, year } }: Asked): Promise<Giver | null> {
  const own = giving.actor.areaId ? await reached(giving, giving.actor.areaId) : null;
  if (own?.level !== 'TOWNSHIP') return null;

  const community = await giving.tx.findOneByOrFail(Area, { id: areaId });
  const isFit = unitId ? await serves(giving.tx, unitId, own.path, year) : liesIn(community.path, own.path);
  return isFit ? byArea(own.id) : null;
}

const byArea = (areaId: string): Giver => ({ evaluatorId: areaId, unitId: null, areaId });
