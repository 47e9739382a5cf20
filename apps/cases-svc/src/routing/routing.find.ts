import { dateIn, dayOfDate, instantOf } from '@jinlin/calendar';
import { say } from '@jinlin/graphql';
import { idOf } from '@jinlin/localities';
import type { Case } from '../case/case.entity';
import type { Context } from '../context';
import type { QueryDispatchCatalogueArgs } from '../generated/graphql';
import { adviceOf } from './routing.service';

/** To whom a case belongs by the rules of today. */
export async function dispatchAdvice(ctx: Context, row: Case) {
  const advice = adviceOf(ctx, row, await ctx.load.codesAbove.load(row.areaPath));
  return (
    advice && {
      unit: advice.unitId ? { id: advice.unitId } : null,
      source: advice.source,
      reason: say(ctx, advice.reason),
      ruleVersion: advice.ruleVersion,
    }
  );
}

/** The dispatch catalogue of a locality, as it was in force on a day. */
export function dispatchCatalogue(ctx: Context, { areaCode, on }: QueryDispatchCatalogueArgs) {
  const rules = ctx.localities.holding(areaCode);
  const at = instantOf(dayOfDate(on ?? dateIn(ctx.now)), 0);
  const catalogue = rules?.catalogue(at);
  if (!rules || !catalogue) return null;

  return {
    ruleVersion: catalogue.ruleVersion,
    effectiveFrom: catalogue.effectiveFrom,
    entries: catalogue.entries.map(({ key, category: code, within, unit, entry, basis }) => {
      const category = rules.category(code, at);
      return {
        key,
        category: { code, label: category ? say(ctx, category.title) : code },
        within: within ?? [],
        unit: unit ? { id: idOf('unit', `${rules.code}:${unit}`) } : null,
        entryCode: entry ?? null,
        basis: say(ctx, basis),
      };
    }),
  };
}
