import { invalidInput } from '@jinlin/graphql';
import type { Area } from '../area/area.entity';
import type { Context } from '../context';

/** Refuses a model that the area's locality does not name; null when it does. */
export function unknownModel(ctx: Pick<Context, 'localities' | 'language'>, { code }: Area, model: string) {
  const known = ctx.localities.holding(code)?.incomeModels.map(({ key }) => key) ?? [];
  if (known.includes(model)) return null;
  return invalidInput(ctx, 'model', {
    en: `This locality has no model ${model}; it has ${known.join(', ') || 'none'}.`,
    zh: `本地没有发展模式 ${model}；可用模式：${known.join('、') || '无'}。`,
  });
}

/** A model of the area's locality; one that the profile no longer names keeps its key. */
export const modelOf = ({ localities }: Pick<Context, 'localities'>, areaCode: string, model: string) =>
  localities.holding(areaCode)?.incomeModels.find(({ key }) => key === model) ?? {
    key: model,
    title: { zh: model, en: model },
  };
