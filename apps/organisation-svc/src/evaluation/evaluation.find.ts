import { dateIn } from '@jinlin/calendar';
import { liesIn } from '@jinlin/identity';
import type { EvaluationScheme } from '@jinlin/profile';
import { pathNamed } from '../area/area.find';
import type { Context } from '../context';
import type { EvaluationRoundAssessmentsArgs, EvaluationRoundMissingSheetsArgs } from '../generated/graphql';
import { domainScores, type Line, linesOf } from './composite';
import type { AnnualAssessment, EvaluationRound, EvaluationSheet } from './evaluation.entity';

/** A line, and the assessment that it is one of. */
export type AssessmentLine = Line & { assessmentId: string };

export async function assessmentsOfRound(
  ctx: Context,
  { id }: EvaluationRound,
  { where, ...page }: EvaluationRoundAssessmentsArgs,
) {
  const { withinCode, withinId, ...rest } = where ?? {};
  const within = await pathNamed(ctx, { withinCode, withinId });
  return ctx.load.annualAssessmentsOfRound(id, { ...page, where: rest, within });
}

/** The scheme of a round as it stood when that began; null when the version has left the profile. */
export async function schemeOfRound(
  { load, localities }: Context,
  { areaId, ruleVersion, scheme }: EvaluationRound,
): Promise<EvaluationScheme | null> {
  const area = await load.areasOn(null).byId.load(areaId);
  return (area && localities.holding(area.code)?.evaluationScheme(ruleVersion, scheme)) ?? null;
}

export async function missingSheets(
  ctx: Context,
  round: EvaluationRound,
  { evaluator, ...page }: EvaluationRoundMissingSheetsArgs,
) {
  const scheme = await schemeOfRound(ctx, round);
  const kinds = scheme?.evaluators.map(({ kind }) => kind) ?? [];
  return ctx.load.missingSheetsOfRound(round.id, {
    ...page,
    evaluators: evaluator ? kinds.filter((kind) => kind === evaluator) : kinds,
    domains: scheme?.domains.map(({ key }) => key) ?? [],
  });
}

/** The lines that an assessment was made of, or would be made of today. */
export async function linesOfAssessment(
  ctx: Context,
  assessment: AnnualAssessment,
): Promise<AssessmentLine[]> {
  const { id: assessmentId, state, lines } = assessment;
  if (lines) return lines.map((line) => ({ ...line, assessmentId }));
  const scheme = state === 'PENDING' ? await schemeOfAssessment(ctx, assessment) : null;
  if (!scheme) return [];

  const sheets = await ctx.load.sheetsOfAssessment.load(assessmentId);
  const service = await ctx.load.serviceScoresOfAssessment.load(assessmentId);
  const sofar = linesOf(
    scheme,
    sheets.filter((sheet) => sheet.state === 'GIVEN'),
    service.map(({ score }) => score),
  );
  return sofar.map((line) => ({ ...line, assessmentId }));
}

export async function sheetsOfLine({ load }: Context, { assessmentId, evaluator, domain }: AssessmentLine) {
  const sheets = await load.sheetsOfAssessment.load(assessmentId);
  return sheets.filter(
    (sheet) => sheet.state === 'GIVEN' && sheet.evaluator === evaluator && sheet.domain === domain,
  );
}

/** Scores are open once the round is closed; words stay with whoever gave the sheet and whoever holds the round. */
export async function commentOf({ load, scope }: Context, { comment, areaId, unitId }: EvaluationSheet) {
  if (comment === null || (unitId && unitId === scope.unitId)) return comment;
  const area = await load.areasOn(null).byId.load(areaId);
  return area && liesIn(area.path, scope.areaPath) ? comment : null;
}

/** What an assessment comes to in each field, also on the scale of its scheme. */
export async function domainScoresOf(ctx: Context, assessment: AnnualAssessment) {
  const scheme = await schemeOfAssessment(ctx, assessment);
  const scores = domainScores(await linesOfAssessment(ctx, assessment));
  return scores.map((field) => ({
    ...field,
    onScale: scheme && field.score !== null ? Math.round((field.score * scheme.scale) / 10) / 10 : null,
  }));
}

/** What the rule that an assessment was made under calls its composite. */
export async function resultOf(ctx: Context, assessment: AnnualAssessment) {
  const { composite } = assessment;
  if (composite === null) return null;
  const scheme = await schemeOfAssessment(ctx, assessment);
  return scheme?.results.find(({ from }) => from <= composite)?.title ?? null;
}

export const schemesOf = ({ localities, now }: Context, localityCode: string, asOf?: string | null) => [
  ...(localities.holding(localityCode)?.evaluationRule(asOf ?? dateIn(now))?.schemes ?? []),
];

async function schemeOfAssessment(ctx: Context, { roundId }: AnnualAssessment) {
  const round = await ctx.load.evaluationRound.load(roundId);
  return round && schemeOfRound(ctx, round);
}
