import type { EvaluationScheme } from '@jinlin/profile';
import type { Area } from '../area/area.entity';
import type { Context } from '../context';
import type { EvaluationRound } from './evaluation.entity';

export type SchemeEvaluator = EvaluationScheme['evaluators'][number];
export type SchemeDomain = EvaluationScheme['domains'][number];
export type SchemeResult = EvaluationScheme['results'][number];

/** The scheme as it stood when a round began: its scores are reckoned by no other. */
export function schemeOf(
  { localities }: Pick<Context, 'localities'>,
  { code }: Area,
  { ruleVersion, scheme }: Pick<EvaluationRound, 'ruleVersion' | 'scheme'>,
): EvaluationScheme {
  const known = localities.holding(code)?.evaluationScheme(ruleVersion, scheme);
  if (!known)
    throw new Error(`The profile no longer has ${scheme} of ${ruleVersion}; put that version back.`);
  return known;
}
