import type { Act } from '@jinlin/acts';
import { invalidInput, say } from '@jinlin/graphql';
import { pathsAbove } from '@jinlin/replicas';
import type { Case } from '../case/case.entity';
import type { Context } from '../context';
import type { Advice } from './advice';

/** To whom a case belongs by the rules of the moment, given the codes of the areas that it lies in. */
export const adviceOf = (ctx: Pick<Context, 'localities' | 'now'>, row: Case, areaCodes: readonly string[]) =>
  ctx.localities.named(row.localityCode).advice({ category: row.category, areaCodes }, ctx.now);

/** The same within an act. */
export async function adviceNow(ctx: Context, { tx }: Act, row: Case): Promise<Advice | null> {
  const areas: { code: string }[] = await tx.query(
    'select code from area where path = any($1::text[]) and valid_to is null',
    [pathsAbove(row.areaPath)],
  );
  return adviceOf(
    ctx,
    row,
    areas.map(({ code }) => code),
  );
}

/** What the history keeps of the advice: whether it was followed, and by which rule it was given. */
export const adviceTaken = (advice: Advice | null, unitId: string) =>
  advice && {
    advised: advice.source,
    advisedBy: advice.ruleVersion,
    ...(advice.unitId !== unitId && { advisedUnitId: advice.unitId }),
  };

/** Refuses to dispatch without a unit what no rule gives to one. */
export const nobodyNamed = (ctx: Context, advice: Advice | null) =>
  invalidInput(ctx, 'unitId', {
    en: `Name the unit: ${advice ? say(ctx, advice.reason) : 'no rule says whose this case is.'}`,
    zh: `请指定承办单位：${advice ? say(ctx, advice.reason) : '没有规则指明该工单的责任单位。'}`,
  });
