import { say } from '@jinlin/graphql';
import type { Case } from '../case/case.entity';
import type { Context } from '../context';

/** Where a case stands in further taxonomies, by the names of the day on which it was opened. */
export const classesOf = (ctx: Context, { classes, localityCode, openedAt }: Case) =>
  classes.map((listed) => {
    const [taxonomy, code] = listed.split('/') as [string, string];
    const known = ctx.localities
      .named(localityCode)
      .taxonomy(taxonomy, openedAt)
      ?.categories.find((category) => category.code === code);
    return { taxonomy, code, label: known ? say(ctx, known.title) : code };
  });

/** Every class of a taxonomy with what an area has in it; one without a case is told as zero, not left out. */
export async function caseLedger(ctx: Context, areaId: string, taxonomy: string) {
  const area = await ctx.load.area.load(areaId);
  const known = area && ctx.localities.holding(area.code)?.taxonomy(taxonomy, ctx.now);
  if (!known) return null;

  const lines = await ctx.load.ledgerOfArea(taxonomy).load(areaId);
  return known.categories.map(({ code, title }) => {
    const { total, open, overdue, resolved } = lines.find((line) => line.code === code) ?? NONE;
    return { class: { taxonomy, code, label: say(ctx, title) }, total, open, overdue, resolved };
  });
}

const NONE = { total: 0, open: 0, overdue: 0, resolved: 0 };
