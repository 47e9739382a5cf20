import { say } from '@jinlin/graphql';
import type { Case } from '../case/case.entity';
import type { Context } from '../context';

/** The replies that the locality keeps ready for a case of this kind, with what is known filled in. */
export async function replyDrafts(ctx: Context, row: Case) {
  const { localityCode, category, outcome, reference, title, responsibleUnitId } = row;
  const rules = ctx.localities.named(localityCode);
  const fitting = rules.replyTemplates.filter(
    (template) =>
      (!template.category || category.startsWith(template.category)) &&
      (!template.outcome || template.outcome === outcome),
  );
  if (fitting.length === 0) return [];

  const unit = responsibleUnitId ? await ctx.load.unit.load(responsibleUnitId) : null;
  const known: Record<string, string> = { reference, title, unit: unit?.name ?? '' };
  return fitting.map(({ key, title: label, text }) => ({
    key,
    label: say(ctx, label),
    text: text.replace(/\{(\w+)\}/g, (_, name: string) => known[name] ?? ''),
  }));
}
