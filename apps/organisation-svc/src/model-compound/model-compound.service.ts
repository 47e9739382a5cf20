import { act, take } from '@jinlin/acts';
import { blank, invalidInput, type Listener } from '@jinlin/graphql';
import { Area } from '../area/area.entity';
import { areaLife } from '../area/area.life';
import { outside } from '../area/area.reach';
import type { Context } from '../context';
import type { RecogniseModelCompoundInput } from '../generated/graphql';

export const recogniseModelCompound = (ctx: Context, input: RecogniseModelCompoundInput) =>
  act(ctx, Area, 'recogniseModelCompound', input, (recognising) =>
    take(
      recognising,
      areaLife,
      {
        id: input.id,
        action: 'RECOGNISE',
        unless: (area) =>
          outside(recognising, area) ?? notACompound(ctx, area) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({
        set: { isModel: input.isModel },
        reason: input.reason,
        facts: { isModel: input.isModel },
      }),
    ),
  );

const notACompound = (ctx: Listener, { name, level }: Area) =>
  level === 'COMPOUND'
    ? null
    : invalidInput(ctx, 'id', {
        en: `Only compounds are recognised; ${name} is a ${level}.`,
        zh: `只有小区可以认定；${name}的层级为 ${level}。`,
      });
