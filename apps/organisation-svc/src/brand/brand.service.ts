import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import { invalidInput, type Listener, noName, notFound, refusal, say } from '@jinlin/graphql';
import { areaLevels } from '@jinlin/localities';
import type { Area } from '../area/area.entity';
import { beyondReach, reached } from '../area/area.reach';
import type { Context } from '../context';
import type { RegisterBrandInput, RetireBrandInput, ReviseBrandInput } from '../generated/graphql';
import { afterToday, endsBeforeItBegins } from '../guards';
import { Brand } from './brand.entity';
import { brandLife } from './brand.life';

export const registerBrand = (ctx: Context, input: RegisterBrandInput) =>
  act(ctx, Brand, 'registerBrand', input, async (registering) => {
    const { areaId, name, meaning, from } = input;
    const area = await reached(registering, areaId);
    if (!area) return notFound(ctx, 'Area', areaId);

    await lockName(registering.tx, `brand of ${areaId}`);
    const fault =
      noName(ctx, 'name', name) ??
      tooLow(ctx, area) ??
      afterToday(registering, 'from', from) ??
      (await alreadyThere(registering, area));
    if (fault) return fault;

    return begin(registering, brandLife, 'REGISTER', {
      state: 'IN_USE',
      name: name.trim(),
      meaning: meaning?.trim() || null,
      areaId,
      fromOn: from,
    });
  });

export const reviseBrand = (ctx: Context, input: ReviseBrandInput) =>
  act(ctx, Brand, 'reviseBrand', input, (revising) =>
    take(
      revising,
      brandLife,
      {
        id: input.id,
        action: 'REVISE',
        unless: async (brand) => (await beyondReach(revising, brand)) ?? noName(ctx, 'name', input.name),
      },
      ({ name: was }) => ({
        set: { name: input.name.trim(), meaning: input.meaning?.trim() || null },
        facts: { was },
      }),
    ),
  );

export const retireBrand = (ctx: Context, input: RetireBrandInput) =>
  act(ctx, Brand, 'retireBrand', input, (retiring) =>
    take(
      retiring,
      brandLife,
      {
        id: input.id,
        action: 'RETIRE',
        unless: async (brand) =>
          (await beyondReach(retiring, brand)) ??
          afterToday(retiring, 'to', input.to) ??
          endsBeforeItBegins(ctx, brand, input.to),
      },
      () => ({ set: { toOn: input.to }, reason: input.reason, facts: { to: input.to } }),
    ),
  );

const tooLow = (ctx: Listener, { level, name }: Area) =>
  areaLevels.indexOf(level) <= areaLevels.indexOf('COMMUNITY')
    ? null
    : invalidInput(ctx, 'areaId', {
        en: `Communities and areas above have brands; ${name} is a ${level}.`,
        zh: `党建品牌属于社区及以上；${name}的层级为 ${level}。`,
      });

async function alreadyThere(registering: Act, { id: areaId, name }: Area) {
  const brand = await registering.tx.findOneBy(Brand, { areaId, state: 'IN_USE' });
  if (!brand) return null;
  return refusal(
    'BrandAlreadyThere',
    'BRAND_ALREADY_THERE',
    say(registering, {
      en: `${name} has the brand “${brand.name}”; retire it first.`,
      zh: `${name}已有品牌“${brand.name}”；请先停用。`,
    }),
    { brand },
  );
}
